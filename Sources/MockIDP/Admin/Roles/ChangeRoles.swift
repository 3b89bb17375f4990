import HTTPServer
import JSON

extension RolesResource {
    /// `POST roles` (recordings: roles_groups 7 to 11, names).
    static func create(_ call: AdminCall, _ kind: RoleContainerKind) async throws -> Reply {
        let body = try await call.body(changing: .roles(of: kind)).as(RoleRepresentation.self)
        guard let name = body.name, !name.isEmpty else { throw AdminError.roleHasNoName }
        try checkSegment(name)
        try checkLength([name, body.description ?? ""])
        try await call.writeWithAccess(.roles(of: kind)) { tx, realm, access, container in
            var document = RoleRepresentation(["name": .string(name)])
            document.description = body.description
            document.attributes = body.attributes
            let role = RoleRecord(
                id: call.idp.ids.uuid(), realmID: realm.id, clientID: kind == .client ? container.id : nil,
                document: document)
            do { try tx.insert(role) } catch let error where error.isConflict { throw AdminError.roleExists(name) }
            if let parts = try body.composites.map({ try named($0, realm, tx) }) {
                try access.requireComposing(parts, in: realm, tx)
                try tx.addComposites(parts.map(\.id), to: role.id)
            }
        }
        return .created(location: call.address(of: name))
    }

    /// `PUT roles/{role}`: name and description are the body's, attributes stay unless it has some (recording:
    /// roles_groups 20, 35).
    static func update(_ call: AdminCall, _ address: RoleAddress) async throws -> Reply {
        let body = try await call.body(changing: .role(address)).as(RoleRepresentation.self)
        try checkLength([body.name ?? "", body.description ?? ""])
        guard let name = body.name, !name.isEmpty else { throw AdminError.roleHasNoName }
        try checkSegment(name)
        try await call.change(.role(address), taken: { _ in .roleExists(name) }) { _, _, role in
            role.document.name = name
            role.document.description = body.description
            if let attributes = body.attributes { role.document.attributes = attributes }
        }
        return .noContent
    }

    /// `DELETE roles/{role}`: not the realm's default role (recording: roles_groups 41).
    static func delete(_ call: AdminCall, _ address: RoleAddress) async throws -> Reply {
        try await call.write(.role(address)) { tx, realm, role in
            if role.id == realm.defaultRoleID { throw AdminError.isDefaultRole(role.name) }
            try tx.delete(role)
        }
        return .noContentNoCache
    }

    /// The roles that a body's `composites` names.
    private static func named(
        _ parts: CompositesRepresentation, _ realm: RealmRecord, _ tx: Transaction
    ) throws -> [RoleRecord] {
        var roles: [RoleRecord] = []
        for name in parts.realm ?? [] {
            roles.append(try tx.role(named: name, of: .realm(realm.id)).found(or: .realmRoleNotFound(name)))
        }
        let ofClients = parts.client ?? [:]
        for clientId in ofClients.names {
            guard let client = try tx.client(clientId: clientId, in: realm.id) else { continue }
            for name in ofClients[clientId] ?? [] {
                roles.append(try tx.role(named: name, of: .client(client.id)).found(or: .clientRoleNotFound(name)))
            }
        }
        return roles
    }
}
