/// What the path of a role mapping names: a user or a group.
enum MappedHolder: Sendable {
    case user
    case group

    /// Finds it and checks the caller's permission over it.
    func find(
        _ call: AdminCall, _ tx: Transaction, _ realm: RealmRecord, _ access: AdminAccess, manages: Bool
    ) throws -> RoleHolder {
        let permission: Permission = manages ? .manageUsers : .viewUsers
        switch self {
        case .user: return .user(try call.user(tx, realm, access, permission).id)
        case .group: return .group(try call.group(tx, realm, access, permission).id)
        }
    }
}

extension Transaction {
    /// All roles a user or group holds, through groups and composites too.
    func effectiveRoles(of holder: RoleHolder) throws -> [RoleRecord] {
        switch holder {
        case .user(let id): try effectiveRoles(ofUser: id)
        case .group(let id): try effectiveRoles(ofGroup: id)
        case .client, .clientScope: try effectiveRoles(roles(heldBy: holder).map(\.id))
        }
    }
}
