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
