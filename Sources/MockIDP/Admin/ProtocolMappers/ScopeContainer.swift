import JSON

/// What protocol mappers and role scope mappings hang on: a client or a client scope. Keycloak has the same endpoints
/// below both.
enum ScopeContainer: Updatable {
    case client(ClientRecord)
    case clientScope(ClientScopeRecord)

    enum Kind: Sendable {
        case client, clientScope

        /// The path of one of them.
        var path: String {
            switch self {
            case .client: "/admin/realms/{realm}/clients/{id}"
            case .clientScope: "/admin/realms/{realm}/client-scopes/{id}"
            }
        }
    }

    /// Where its role scope mappings are kept.
    var roleHolder: RoleHolder {
        switch self {
        case .client(let client): .client(client.id)
        case .clientScope(let scope): .clientScope(scope.id)
        }
    }

    var protocolMappers: [ProtocolMapperRepresentation] {
        get {
            switch self {
            case .client(let client): client.document.protocolMappers ?? []
            case .clientScope(let scope): scope.document.protocolMappers ?? []
            }
        }
        set {
            switch self {
            case .client(var client):
                client.document.protocolMappers = newValue
                self = .client(client)
            case .clientScope(var scope):
                scope.document.protocolMappers = newValue
                self = .clientScope(scope)
            }
        }
    }

    func update(_ tx: Transaction) throws {
        switch self {
        case .client(let client): try tx.update(client)
        case .clientScope(let scope): try tx.update(scope)
        }
    }
}

extension Subject where Thing == ScopeContainer {
    /// The client or client scope that the path's `id` names.
    static func container(_ kind: ScopeContainer.Kind) -> Self {
        switch kind {
        case .client: Subject<ClientRecord>.client.map { .client($0) }
        case .clientScope: Subject<ClientScopeRecord>.clientScope.map { .clientScope($0) }
        }
    }
}

extension ScopeContainer {
    /// Those of `roles` that may come through: all with full scope, else what is mapped, its composites, and a client's
    /// own roles (Keycloak's `hasScope`).
    func scope(among roles: [RoleRecord], _ tx: Transaction) throws -> TextSet {
        let mapped = try tx.effectiveRoles(tx.roles(heldBy: roleHolder).map(\.id)).map(\.id)
        guard case .client(let client) = self else { return TextSet(mapped) }
        if client.document.fullScopeAllowed { return TextSet(roles.map(\.id)) }
        return TextSet(mapped + roles.filter { $0.clientID == client.id }.map(\.id))
    }
}
