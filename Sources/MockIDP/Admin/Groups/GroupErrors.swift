/// The sentences of the groups' endpoints (recording: roles_groups).
extension AdminError {
    static let groupNotFound = error(404, "Could not find group by id")
    static let childGroupNotFound = error(404, "Could not find child by id")
    static let groupPathNotFound = error(404, "Group path does not exist")
    /// Where a group is a user's or a default one.
    static let joinedGroupNotFound = error(404, "Group not found")
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
