import HTTPServer
import JSON

extension ScopeMappingsResource {
    /// `POST scope-mappings/realm`.
    static func addRealm(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let asked = try call.bodies(RoleRepresentation.self)
        try await call.write(kind) { tx, realm, container in
            try tx.addRoles(roles(asked, of: .realm(realm.id), tx), to: container.roleHolder)
        }
        return .noContent
    }

    /// `DELETE scope-mappings/realm`: without a body, all of them.
    static func removeRealm(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let asked = try call.call.body.isEmpty ? nil : call.bodies(RoleRepresentation.self)
        try await call.write(kind) { tx, realm, container in
            try remove(asked, of: .realm(realm.id), from: container, tx)
        }
        return .noContent
    }

    /// `POST scope-mappings/clients/{client}`.
    static func addClient(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let asked = try call.bodies(RoleRepresentation.self)
        try await call.write(kind) { tx, realm, container in
            let client = try mappedClient(call, tx, in: realm)
            try tx.addRoles(roles(asked, of: .client(client.id), tx), to: container.roleHolder)
        }
        return .noContent
    }

    /// `DELETE scope-mappings/clients/{client}`: without a body, all of them.
    static func removeClient(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let asked = try call.call.body.isEmpty ? nil : call.bodies(RoleRepresentation.self)
        try await call.write(kind) { tx, realm, container in
            let client = try mappedClient(call, tx, in: realm)
            try remove(asked, of: .client(client.id), from: container, tx)
        }
        return .noContent
    }

    private static func remove(
        _ asked: [RoleRepresentation]?, of roleContainer: RoleContainer, from container: ScopeContainer,
        _ tx: Transaction
    ) throws {
        let known = try tx.roles(of: roleContainer, search: nil, first: nil, max: nil).map(\.id)
        try tx.removeRoles(asked.map { try roles($0, of: roleContainer, tx) } ?? known, from: container.roleHolder)
    }

    /// The ids of the asked roles: realm roles go by id, client roles by name (Keycloak's ScopeMappedResource and
    /// ScopeMappedClientResource).
    private static func roles(
        _ asked: [RoleRepresentation], of container: RoleContainer, _ tx: Transaction
    ) throws -> [String] {
        switch container {
        case .realm(let realm):
            try asked.map { role in
                guard let id = role.id, let found = try tx.role(id: id, in: realm) else {
                    throw AdminError.roleNotFound
                }
                return found.id
            }
        case .client:
            try asked.map { role in
                guard let name = role.name, let found = try tx.role(named: name, of: container) else {
                    throw AdminError.roleNotFound
                }
                return found.id
            }
        }
    }
}
