/// Who may pass on a role: give it to users and groups, make it part of another, let a client's tokens hold it.
///
/// Without this anyone who may give or change roles could make himself more than he is (Keycloak's RolePermissionsV2;
/// modelled but for the role mappings, which `users` records).
extension AdminAccess {
    /// Whether the caller may give this role to users and groups.
    func mayGrant(_ role: RoleRecord, in realm: RealmRecord, _ tx: Transaction) throws -> Bool {
        try allows(.manageUsers) && mayPassOn(role, in: realm, tx)
    }

    /// Refuses who may not make these roles parts of another one.
    func requireComposing(_ roles: [RoleRecord], in realm: RealmRecord, _ tx: Transaction) throws {
        for role in roles {
            guard allows(role.manage), try mayPassOn(role, in: realm, tx) else { throw AdminError.forbidden }
        }
    }

    /// Whether the caller may let tokens of a client, or of a client scope, hold this role. That gives it to no one.
    func mayScope(_ role: RoleRecord) -> Bool { allows(role.manage) }

    /// Whether a role over the administration of realms is not above the caller; any other role is not.
    private func mayPassOn(_ role: RoleRecord, in realm: RealmRecord, _ tx: Transaction) throws -> Bool {
        guard AdminRole.names.contains(role.name) else { return true }
        if try tx.holds(role: role.id, user: caller.userID) { return true }
        guard let clientID = role.clientID else { return realm.name != "master" }
        let clientId = try tx.client(id: clientID, in: realm.id)?.clientId ?? ""
        if clientId == AdminRole.client(in: realm) { return try allowsLike(role.name, tx) }
        return realm.name != "master" || !clientId.hasSuffix("-realm")
    }

    /// Whether the caller may do what an admin role of the realm lets its holder do.
    private func allowsLike(_ name: String, _ tx: Transaction) throws -> Bool {
        if name == "realm-admin" { return try callerIsFromMaster && caller.holds(realmRole: "admin", tx) }
        return AdminRole.permissions[name].map { $0.roles.isEmpty || allows($0) } ?? false
    }
}

extension RoleRecord {
    /// What it takes to change roles of its container.
    fileprivate var manage: Permission { clientID == nil ? .manageRealm : .manageClients }
}

/// The roles that give power over realms (Keycloak's AdminRoles).
private enum AdminRole {
    /// What a caller must be allowed to pass one on without holding it: as much as it allows. Those without power of
    /// their own are anyone's.
    static let permissions: [String: Permission] = [
        "manage-realm": .manageRealm, "view-realm": .viewRealm, "manage-users": .manageUsers, "view-users": .viewUsers,
        "manage-clients": .manageClients, "create-client": .manageClients, "view-clients": .viewClients,
        "manage-events": .manageEvents, "view-events": .viewEvents, "impersonation": .impersonation,
        "manage-identity-providers": .manageIdentityProviders, "view-identity-providers": .viewIdentityProviders,
        "manage-authorization": .manageAuthorization, "view-authorization": .viewAuthorization,
        "query-realms": Permission(), "query-clients": Permission(), "query-users": Permission(),
        "query-groups": Permission(),
    ]
    static let names = Set(permissions.keys).union(["admin", "create-realm", "realm-admin"])

    /// The client that holds the admin roles of a realm.
    static func client(in realm: RealmRecord) -> String {
        realm.name == "master" ? "master-realm" : "realm-management"
    }
}
