import HTTPServer
import JSON

/// `GET …/role-mappings`: the roles held directly, those of clients by client.
func listMappings(_ call: AdminCall, _ holder: MappedHolder) async throws -> Reply {
    let mappings = try await call.readWithAccess { tx, realm, access -> JSONObject in
        try tx.mappings(of: tx.roles(heldBy: holder.find(call, tx, realm, access, manages: false)), in: realm)
    }
    return .adminJSON(mappings)
}

extension Transaction {
    /// Roles as a `MappingsRepresentation`: those of the realm, and those of clients by client, in the order in which the
    /// roles come; what is empty is left out (recording: clients 77).
    func mappings(of roles: [RoleRecord], in realm: RealmRecord) throws -> JSONObject {
        var (ofRealm, ofClients): ([JSONValue], TextMap<[JSONValue]>) = ([], [:])
        var clientIDs: [String] = []
        for role in roles {
            guard let id = role.clientID else {
                ofRealm.append(.object(role.shownInBrief))
                continue
            }
            if ofClients[id] == nil { clientIDs.append(id) }
            ofClients[id, default: []].append(.object(role.shownInBrief))
        }
        var clients = JSONObject()
        for id in clientIDs {
            guard let client = try client(id: id, in: realm.id) else { continue }
            clients[client.clientId] = [
                "id": .string(id), "client": .string(client.clientId), "mappings": .array(ofClients[id] ?? []),
            ]
        }
        var mappings = JSONObject()
        if !ofRealm.isEmpty { mappings["realmMappings"] = .array(ofRealm) }
        if !clients.isEmpty { mappings["clientMappings"] = .object(clients) }
        return mappings
    }
}

/// Which of a container's roles a listing shows.
enum MappingListing: Sendable {
    /// Those held directly.
    case direct
    /// Those that the caller could still give.
    case available
    /// Those held in whatever way.
    case effective
}

/// `GET …/role-mappings/realm` and `…/clients/{client}`, each with `/available` and `/composite`.
func listMappings(
    _ call: AdminCall, _ holder: MappedHolder, ofClient: Bool, _ listing: MappingListing
) async throws -> Reply {
    let isBrief = call.flag("briefRepresentation") ?? true
    let roles = try await call.readWithAccess { tx, realm, access -> [JSONObject] in
        let held = try holder.find(call, tx, realm, access, manages: false)
        let container = try mappedContainer(call, realm, ofClient: ofClient, tx)
        let roles: [RoleRecord]
        switch listing {
        case .direct: roles = try tx.roles(heldBy: held).filter { $0.container == container }
        case .effective: roles = try tx.effectiveRoles(of: held).filter { $0.container == container }
        case .available:
            let direct = TextSet(try tx.roles(heldBy: held).map(\.id))
            roles = try tx.roles(of: container).filter {
                try !direct.contains($0.id) && access.mayGrant($0, in: realm, tx)
            }
        }
        return roles.map { isBrief ? $0.shownInBrief : $0.shownInFull }
    }
    return .adminJSON(roles)
}

func mappedContainer(
    _ call: AdminCall, _ realm: RealmRecord, ofClient: Bool, _ tx: Transaction
) throws -> RoleContainer {
    guard ofClient else { return .realm(realm.id) }
    guard let client = try tx.client(id: call.parameter("client"), in: realm.id) else {
        throw AdminError.userClientNotFound
    }
    return .client(client.id)
}
