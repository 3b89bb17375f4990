/// What a caller must hold: one of these roles of the realm's admin client (`realm-management` in the realm itself,
/// `NAME-realm` in master). The sets are Keycloak's (recording: permissions).
struct Permission: Sendable {
    let roles: [String]

    init(_ roles: String...) { self.roles = roles }
    private init(roles: [String]) { self.roles = roles }

    /// Enough if any of them is.
    static func any(of permissions: Permission...) -> Permission {
        Permission(roles: permissions.flatMap(\.roles))
    }

    static let viewRealm = Permission("view-realm", "manage-realm")
    static let manageRealm = Permission("manage-realm")
    static let viewUsers = Permission("view-users", "manage-users")
    static let manageUsers = Permission("manage-users")
    static let queryUsers = Permission("view-users", "manage-users", "query-users")
    static let queryGroups = Permission("view-users", "manage-users", "query-groups")
    static let viewClients = Permission("view-clients", "manage-clients")
    static let manageClients = Permission("manage-clients")
    static let createClient = Permission("create-client", "manage-clients")
    static let queryClients = Permission("view-clients", "manage-clients", "query-clients")
    static let viewEvents = Permission("view-events", "manage-events")
    static let manageEvents = Permission("manage-events")
    static let viewIdentityProviders = Permission("view-identity-providers", "manage-identity-providers")
    static let manageIdentityProviders = Permission("manage-identity-providers")
    static let viewAuthorization = Permission("view-authorization", "manage-authorization")
    static let manageAuthorization = Permission("manage-authorization")
    static let impersonation = Permission("impersonation")
    /// Any role of the admin client at all: enough to see a realm's name.
    static let anyAdminRole = Permission(
        "view-realm", "manage-realm", "view-users", "manage-users", "query-users", "query-groups", "view-clients",
        "manage-clients", "query-clients", "create-client", "view-events", "manage-events", "view-identity-providers",
        "manage-identity-providers", "view-authorization", "manage-authorization", "query-realms", "impersonation")
}

/// The admin roles one caller holds in one realm.
struct AdminAccess: Sendable {
    /// The names of the roles held of the client that counts: `realm-management` for callers of the realm itself,
    /// `NAME-realm` for those of master.
    let held: TextSet
    let caller: AdminCaller
    let callerIsFromMaster: Bool

    func allows(_ permission: Permission) -> Bool {
        permission.roles.contains { held.contains($0) }
    }

    func require(_ permission: Permission) throws {
        guard allows(permission) else { throw AdminError.forbidden }
    }
}
