import HTTPServer
import JSON

/// Which of a role's parts a listing shows.
enum CompositeSelection: Sendable { case all, ofRealm, ofClient }

extension RolesResource {
    /// `GET composites`, `composites/realm`, `composites/clients/{client}`.
    static func listComposites(
        _ call: AdminCall, _ address: RoleAddress, _ selection: CompositeSelection
    ) async throws -> Reply {
        let page = try call.page()
        let search = call.query("search")?.lowercased()
        var parts = try await call.read(.role(address)) { tx, realm, role in
            let parts = try tx.composites(of: role.id)
            switch selection {
            case .all: return parts
            case .ofRealm: return parts.filter { $0.clientID == nil }
            case .ofClient:
                let client = try tx.client(id: call.parameter("client"), in: realm.id).found(or: .clientNotFound)
                return parts.filter { $0.clientID == client.id }
            }
        }
        if let search { parts = parts.filter { $0.name.lowercased().includes(search) } }
        let shown = parts.dropFirst(page.first ?? 0).prefix(page.max ?? parts.count)
        return await .adminJSON(long: shown.map(\.shownInBrief))
    }

    /// `POST composites`: roles of the realm or of its clients, by id (recording: roles_groups 22, 23).
    static func addComposites(_ call: AdminCall, _ address: RoleAddress) async throws -> Reply {
        try await change(call, address) { tx, realm, access, parts, role in
            try access.requireComposing(parts, in: realm, tx)
            try tx.addComposites(parts.map(\.id), to: role.id)
        }
    }

    /// `DELETE composites`.
    static func removeComposites(_ call: AdminCall, _ address: RoleAddress) async throws -> Reply {
        try await change(call, address) { tx, _, _, parts, role in
            try tx.removeComposites(parts.map(\.id), from: role.id)
        }
    }

    private static func change(
        _ call: AdminCall, _ address: RoleAddress,
        _ body: @Sendable (Transaction, RealmRecord, AdminAccess, [RoleRecord], RoleRecord) throws -> Void
    ) async throws -> Reply {
        let asked = try await call.body(changing: .role(address)).list(of: RoleRepresentation.self)
        try await call.writeWithAccess(.role(address)) { tx, realm, access, role in
            let parts = try asked.map { part in
                try part.id.flatMap { try tx.role(id: $0, in: realm.id) }.found(or: .compositeNotFound)
            }
            try body(tx, realm, access, parts, role)
        }
        return .noContent
    }
}
