import HTTPServer
import JSON

/// `POST …/role-mappings/realm` and `…/clients/{client}`: gives roles.
func addMappings(_ call: AdminCall, _ holder: MappedHolder, ofClient: Bool) async throws -> Reply {
    let bodies = try call.bodies(RoleRepresentation.self)
    try await call.writeWithAccess { tx, realm, access in
        let held = try holder.find(call, tx, realm, access, manages: true)
        let container = try mappedContainer(call, realm, ofClient: ofClient, tx)
        let roles = try named(bodies, of: container, tx)
        for role in roles { try access.requireGranting(role, in: realm, tx) }
        try tx.addRoles(roles.map(\.id), to: held)
    }
    return .noContent
}

/// `DELETE …/role-mappings/realm` and `…/clients/{client}`: takes roles back; without a body, all of them.
func removeMappings(_ call: AdminCall, _ holder: MappedHolder, ofClient: Bool) async throws -> Reply {
    let bodies = call.call.body.isEmpty ? nil : try call.bodies(RoleRepresentation.self)
    try await call.writeWithAccess { tx, realm, access in
        let held = try holder.find(call, tx, realm, access, manages: true)
        let container = try mappedContainer(call, realm, ofClient: ofClient, tx)
        let roles =
            if let bodies {
                try named(bodies, of: container, tx)
            } else {
                try tx.roles(heldBy: held).filter { $0.container == container }
            }
        for role in roles { try access.requireGranting(role, in: realm, tx) }
        try tx.removeRoles(roles.map(\.id), from: held)
    }
    return .noContent
}

/// The roles of a body: found by name, refused unless the id is theirs too (recording: users 92, 93).
private func named(
    _ bodies: [RoleRepresentation], of container: RoleContainer, _ tx: Transaction
) throws -> [RoleRecord] {
    try bodies.map { body in
        guard let name = body.name, let role = try tx.role(named: name, of: container), role.id == body.id else {
            throw AdminError.roleNotFound
        }
        return role
    }
}
