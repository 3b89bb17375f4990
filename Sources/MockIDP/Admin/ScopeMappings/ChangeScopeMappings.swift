import HTTPServer
import JSON

extension ScopeMappingsResource {
    /// `POST scope-mappings/realm`.
    static func addRealm(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await add(call, kind) { _, realm in .realm(realm.id) }
    }

    /// `DELETE scope-mappings/realm`: without a body, all of them.
    static func removeRealm(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await remove(call, kind) { _, realm in .realm(realm.id) }
    }

    /// `POST scope-mappings/clients/{client}`.
    static func addClient(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await add(call, kind) { tx, realm in .client(try mappedClient(call, tx, in: realm).id) }
    }

    /// `DELETE scope-mappings/clients/{client}`: without a body, all of them.
    static func removeClient(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await remove(call, kind) { tx, realm in .client(try mappedClient(call, tx, in: realm).id) }
    }

    /// Finds whose roles are meant.
    private typealias FindContainer = @Sendable (Transaction, RealmRecord) throws -> RoleContainer

    private static func add(
        _ call: AdminCall, _ kind: ScopeContainer.Kind, of roleContainer: FindContainer
    ) async throws -> Reply {
        let asked = try call.bodies(RoleRepresentation.self)
        try await call.writeWithAccess(kind) { tx, realm, access, container in
            let roles = try roles(asked, of: roleContainer(tx, realm), tx)
            for role in roles { try access.requireScoping(role) }
            try tx.addRoles(roles.map(\.id), to: container.roleHolder)
        }
        return .noContent
    }

    /// Without a body those stay that the caller may not take (Keycloak's ScopeMappedResource).
    private static func remove(
        _ call: AdminCall, _ kind: ScopeContainer.Kind, of roleContainer: FindContainer
    ) async throws -> Reply {
        let asked = try call.call.body.isEmpty ? nil : call.bodies(RoleRepresentation.self)
        try await call.writeWithAccess(kind) { tx, realm, access, container in
            let owner = try roleContainer(tx, realm)
            let taken: [RoleRecord]
            if let asked {
                taken = try roles(asked, of: owner, tx)
                for role in taken { try access.requireScoping(role) }
            } else {
                taken = try tx.roles(of: owner).filter(access.mayScope)
            }
            try tx.removeRoles(taken.map(\.id), from: container.roleHolder)
        }
        return .noContent
    }

    /// The asked roles: realm roles go by id, client roles by name (Keycloak's ScopeMappedResource and
    /// ScopeMappedClientResource).
    private static func roles(
        _ asked: [RoleRepresentation], of container: RoleContainer, _ tx: Transaction
    ) throws -> [RoleRecord] {
        try asked.map { role in
            let found: RoleRecord? =
                switch container {
                case .realm(let realm): try role.id.flatMap { try tx.role(id: $0, in: realm) }
                case .client: try role.name.flatMap { try tx.role(named: $0, of: container) }
                }
            guard let found else { throw AdminError.roleNotFound }
            return found
        }
    }
}
