import JSON

/// What protocol mappers and role scope mappings hang on: a client or a client scope. Keycloak has the same endpoints
/// below both.
enum ScopeContainer: Sendable {
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

        /// The one that the path's `id` names.
        func find(_ call: AdminCall, _ tx: Transaction, in realm: RealmRecord) throws -> ScopeContainer {
            switch self {
            case .client: .client(try call.client(tx, in: realm))
            case .clientScope: .clientScope(try call.clientScope(tx, in: realm))
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

    /// Writes it back.
    func update(_ tx: Transaction) throws {
        switch self {
        case .client(let client): try tx.update(client)
        case .clientScope(let scope): try tx.update(scope)
        }
    }
}

extension AdminCall {
    func read<T: Sendable>(
        _ kind: ScopeContainer.Kind, _ body: @Sendable (Transaction, RealmRecord, ScopeContainer) throws -> T
    ) async throws -> T {
        try await read(.viewClients) { tx, realm in try body(tx, realm, kind.find(self, tx, in: realm)) }
    }

    func write<T: Sendable>(
        _ kind: ScopeContainer.Kind, _ body: @Sendable (Transaction, RealmRecord, inout ScopeContainer) throws -> T
    ) async throws -> T {
        try await writeWithAccess(kind) { tx, realm, _, container in try body(tx, realm, &container) }
    }

    func writeWithAccess<T: Sendable>(
        _ kind: ScopeContainer.Kind,
        _ body: @Sendable (Transaction, RealmRecord, AdminAccess, inout ScopeContainer) throws -> T
    ) async throws -> T {
        try await writeWithAccess(.manageClients) { tx, realm, access in
            var container = try kind.find(self, tx, in: realm)
            if case .client(let client) = container {
                try ClientAccess(to: client, in: realm, for: access).requireConfigure()
            }
            return try body(tx, realm, access, &container)
        }
    }
}
