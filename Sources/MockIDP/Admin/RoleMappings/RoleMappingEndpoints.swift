import HTTPServer
import JSON

/// Which of a container's roles a listing shows.
enum MappingListing: Sendable {
    /// Those mapped.
    case direct
    /// Those that come with them too.
    case effective
    /// Those that the caller could map.
    case available
}

extension RoleMappings {
    /// `GET role-mappings`, `GET scope-mappings`: those of clients by client; what is empty is left out (recording:
    /// clients 77).
    static func listAll(_ call: AdminCall, _ kind: Mapped.Kind) async throws -> Reply {
        try await call.read(.mapped(kind)) { tx, realm, mapped in
            let roles = try tx.roles(heldBy: mapped.holder)
            func list(of clientID: String?) -> JSONValue {
                .array(roles.filter { $0.clientID == clientID }.map { .object($0.shownInBrief) })
            }
            var shown = JSONObject()
            if roles.contains(where: { $0.clientID == nil }) { shown["realmMappings"] = list(of: nil) }
            var ofClients = JSONObject()
            var known: TextSet = []
            for id in roles.compactMap(\.clientID) where known.insert(id).inserted {
                guard let client = try tx.client(id: id, in: realm.id) else { continue }
                ofClients[client.clientId] = [
                    "id": .string(id), "client": .string(client.clientId), "mappings": list(of: id),
                ]
            }
            if !ofClients.isEmpty { shown["clientMappings"] = .object(ofClients) }
            return .adminJSON(shown)
        }
    }

    /// `GET …/realm` and `…/clients/{client}`, each with `/available` and `/composite`; in brief unless the composite
    /// ones are asked for in full (Keycloak's RoleMapperResource and ScopeMappedResource).
    static func list(
        _ call: AdminCall, _ kind: Mapped.Kind, ofClient: Bool, _ listing: MappingListing
    ) async throws -> Reply {
        let isBrief = listing != .effective || call.flag("briefRepresentation") ?? true
        let roles = try await call.readWithAccess(.mapped(kind)) { tx, realm, access, mapped -> [RoleRecord] in
            let all = try tx.roles(of: mapped.container(call, ofClient: ofClient, in: realm, tx))
            switch listing {
            case .direct:
                let held = TextSet(try tx.roles(heldBy: mapped.holder).map(\.id))
                return all.filter { held.contains($0.id) }
            case .effective:
                let effective = try mapped.effective(among: all, tx)
                return all.filter { effective.contains($0.id) }
            case .available:
                let taken = try mapped.taken(among: all, tx)
                return try all.filter { try !taken.contains($0.id) && mapped.mayMap($0, access, in: realm, tx) }
            }
        }
        return await .adminJSON(long: roles.map { isBrief ? $0.shownInBrief : $0.shownInFull })
    }

    /// `POST …/realm` and `…/clients/{client}`.
    static func add(_ call: AdminCall, _ kind: Mapped.Kind, ofClient: Bool) async throws -> Reply {
        let asked = try await call.body(changing: .mapped(kind)).list(of: RoleRepresentation.self)
        try await call.writeWithAccess(.mapped(kind)) { tx, realm, access, mapped in
            let container = try mapped.container(call, ofClient: ofClient, in: realm, tx)
            let roles = try asked.map { try mapped.role($0, of: container, tx) }
            for role in roles where try !mapped.mayMap(role, access, in: realm, tx) { throw AdminError.forbidden }
            try tx.addRoles(roles.map(\.id), to: mapped.holder)
        }
        return .noContent
    }

    /// `DELETE …/realm` and `…/clients/{client}`; without a body all go that the caller may take.
    static func remove(_ call: AdminCall, _ kind: Mapped.Kind, ofClient: Bool) async throws -> Reply {
        let body = try await call.body(changing: .mapped(kind))
        let asked = body.isEmpty ? nil : try body.list(of: RoleRepresentation.self)
        try await call.writeWithAccess(.mapped(kind)) { tx, realm, access, mapped in
            let container = try mapped.container(call, ofClient: ofClient, in: realm, tx)
            let roles = try asked?.map { try mapped.role($0, of: container, tx) } ?? tx.roles(of: container)
            let permitted = try roles.filter { try mapped.mayMap($0, access, in: realm, tx) }
            if asked != nil, permitted.count < roles.count { throw AdminError.forbidden }
            try tx.removeRoles(permitted.map(\.id), from: mapped.holder)
        }
        return .noContent
    }
}
