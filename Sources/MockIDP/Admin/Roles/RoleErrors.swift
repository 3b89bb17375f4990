/// The sentences of the roles' endpoints (recording: roles_groups).
extension AdminError {
    /// Where a role is given to a user, a group, a client or a client scope.
    static let roleNotFound = error(404, "Role not found")
    static let roleByNameNotFound = error(404, "Could not find role")
    static let roleHasNoName = error(400, "role has no name")
    static let compositeNotFound = error(404, "Could not find composite role")
    static let roleByIDNotFound = error(404, "Could not find role with id")
    static func realmRoleNotFound(_ name: String) -> AdminError {
        message(404, "Realm Role with name \(name) does not exist")
    }
    static func clientRoleNotFound(_ name: String) -> AdminError {
        message(404, "Client Role with name \(name) does not exist")
    }
    static func roleExists(_ name: String) -> AdminError { message(409, "Role with name \(name) already exists") }
    static func isDefaultRole(_ name: String) -> AdminError {
        message(400, "\(name) is default role of the realm and cannot be removed.")
    }
}
