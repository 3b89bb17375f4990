/// What roles are mapped to, and what differs between the two kinds of mappings.
enum Mapped: Sendable {
    /// A user or a group, which holds the roles.
    case held(by: RoleHolder)
    /// A client or a client scope, whose tokens may hold them.
    case scope(of: ScopeContainer)

    enum Kind: Sendable, CaseIterable {
        case user, group, client, clientScope

        var path: String {
            switch self {
            case .user: "/admin/realms/{realm}/users/{id}/role-mappings"
            case .group: "/admin/realms/{realm}/groups/{id}/role-mappings"
            case .client: ScopeContainer.Kind.client.path + "/scope-mappings"
            case .clientScope: ScopeContainer.Kind.clientScope.path + "/scope-mappings"
            }
        }
    }

    /// Where the mappings are kept.
    var holder: RoleHolder {
        switch self {
        case .held(let holder): holder
        case .scope(let container): container.roleHolder
        }
    }

    /// The ids of those roles that are its own in whatever way, among these.
    func effective(among roles: [RoleRecord], _ tx: Transaction) throws -> TextSet {
        switch self {
        case .held(let holder): TextSet(try tx.effectiveRoles(of: holder).map(\.id))
        case .scope(let container): try container.scope(among: roles, tx)
        }
    }

    /// The ids of those that cannot be mapped once more: what a user holds through other roles he can still be given.
    func taken(among roles: [RoleRecord], _ tx: Transaction) throws -> TextSet {
        switch self {
        case .held(let holder): TextSet(try tx.roles(heldBy: holder).map(\.id))
        case .scope: try effective(among: roles, tx)
        }
    }

    /// Whether the caller may map this role, or take it away.
    func mayMap(_ role: RoleRecord, _ access: AdminAccess, in realm: RealmRecord, _ tx: Transaction) throws -> Bool {
        switch self {
        case .held: try access.mayGrant(role, in: realm, tx)
        case .scope: access.mayScope(role)
        }
    }

    /// The role that a body means: for a user it has the role's name and id (recording: users 92, 93); for a scope the
    /// realm's go by id, those of a client by name (Keycloak's ScopeMappedResource and ScopeMappedClientResource).
    func role(_ body: RoleRepresentation, of container: RoleContainer, _ tx: Transaction) throws -> RoleRecord {
        let found =
            switch (self, container) {
            case (.scope, .realm(let realm)): try body.id.flatMap { try tx.role(id: $0, in: realm) }
            default: try body.name.flatMap { try tx.role(named: $0, of: container) }
            }
        if case .held = self, found?.id != body.id { throw AdminError.roleNotFound }
        return try found.found(or: .roleNotFound)
    }

    /// Whose roles the path is about: the realm's, or those of the client that it names.
    func container(
        _ call: AdminCall, ofClient: Bool, in realm: RealmRecord, _ tx: Transaction
    ) throws -> RoleContainer {
        guard ofClient else { return .realm(realm.id) }
        let client = try tx.client(id: call.parameter("client"), in: realm.id)
        if case .held = self { return .client(try client.found(or: .userClientNotFound).id) }
        return .client(try client.found(or: .clientNotFound).id)
    }
}

extension Subject where Thing == Mapped {
    /// What the path of a mapping names.
    static func mapped(_ kind: Mapped.Kind) -> Self {
        switch kind {
        case .user: Subject<UserRecord>.user.map { .held(by: .user($0.id)) }
        case .group: Subject<GroupRecord>.group.map { .held(by: .group($0.id)) }
        case .client: Subject<ScopeContainer>.container(.client).map { .scope(of: $0) }
        case .clientScope: Subject<ScopeContainer>.container(.clientScope).map { .scope(of: $0) }
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
