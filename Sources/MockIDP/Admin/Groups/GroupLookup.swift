import JSON

extension AdminCall {
    /// The group the path names; one who may not list groups is told nothing about which there are.
    func group(
        _ tx: Transaction, _ realm: RealmRecord, _ access: AdminAccess, _ permission: Permission
    ) throws -> GroupRecord {
        guard let group = try tx.group(id: parameter("id"), in: realm.id) else {
            throw access.allows(.queryGroups) ? AdminError.groupNotFound : AdminError.forbidden
        }
        try access.require(permission)
        return group
    }

    /// The name a body gives; Keycloak falls over one longer than its column (recording: names 191).
    func groupName(_ body: GroupRepresentation) throws -> String {
        guard let name = body.name, !trimmed(name).isEmpty else { throw AdminError.groupNameMissing }
        if name.utf16.count > 255 { throw AdminError.unknown }
        return name
    }
}

extension AdminError {
    static let groupNameMissing = message(400, "Group name is missing")
    static func topGroupExists(_ name: String) -> AdminError {
        message(409, "Top level group named '\(name)' already exists.")
    }
    static func siblingGroupExists(_ name: String) -> AdminError {
        message(409, "Sibling group named '\(name)' already exists.")
    }

    // Keycloak lets a group be put below one of its own, and it is then lost; it has no bound on the depth either.
    init(_ error: GroupPlaceError) {
        switch error {
        case .belowItself: self = .message(400, "A group cannot be moved below itself")
        case .tooDeep: self = .message(400, "Groups are nested deeper than \(GroupPaths.maximumDepth) levels")
        }
    }
}
