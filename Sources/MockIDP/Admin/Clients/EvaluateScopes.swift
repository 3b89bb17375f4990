import HTTPServer
import JSON

extension ClientsResource {
    /// `GET evaluate-scopes/protocol-mappers`: the mappers that a token with these scopes would meet (recording:
    /// mappers 98).
    @Sendable static func listEffectiveMappers(_ call: AdminCall) async throws -> Reply {
        try await call.read(.client) { tx, _, client in
            var shown: [JSONObject] = []
            for scope in try effectiveScopes(of: client, call, tx) {
                for mapper in scope.document.protocolMappers ?? [] {
                    shown.append(mapper.shown(id: scope.id, name: scope.name, type: "client-scope"))
                }
            }
            for mapper in client.document.protocolMappers ?? [] {
                shown.append(mapper.shown(id: client.id, name: client.document.name ?? "", type: "client"))
            }
            return Reply.adminJSON(shown)
        }
    }

    /// `GET evaluate-scopes/scope-mappings/{container}/granted`: those roles of the realm (by name) or of a client (by
    /// id) that a token with these scopes may hold (recording: mappers 99).
    static func listEffectiveRoles(_ call: AdminCall, granted: Bool) async throws -> Reply {
        try await call.read(.client) { tx, realm, client in
            let roles = try tx.roles(of: container(call, realm, tx), search: nil, first: nil, max: nil)
            var allowed = try ScopeContainer.client(client).scope(among: roles, tx)
            for scope in try effectiveScopes(of: client, call, tx) {
                allowed.formUnion(try ScopeContainer.clientScope(scope).scope(among: roles, tx))
            }
            return Reply.adminJSON(roles.filter { allowed.contains($0.id) == granted }.map(\.shownInBrief))
        }
    }

    private static func container(_ call: AdminCall, _ realm: RealmRecord, _ tx: Transaction) throws -> RoleContainer {
        let name = call.parameter("container")
        if name == realm.name { return .realm(realm.id) }
        return .client(try tx.client(id: name, in: realm.id).found(or: .roleContainerNotFound).id)
    }

    /// The default scopes and those optional ones that `scope` asks for.
    private static func effectiveScopes(
        of client: ClientRecord, _ call: AdminCall, _ tx: Transaction
    ) throws -> [ClientScopeRecord] {
        let asked = TextSet((call.query("scope") ?? "").split(separator: " ").map(String.init))
        let optional = try tx.clientScopes(ofClient: client.id, isDefault: false).filter { asked.contains($0.name) }
        return try tx.clientScopes(ofClient: client.id, isDefault: true) + optional
    }
}

extension ProtocolMapperRepresentation {
    /// As the evaluation shows a mapper: what it is and where it hangs.
    fileprivate func shown(id containerID: String, name containerName: String, type: String) -> JSONObject {
        [
            "mapperId": .string(self.id ?? ""), "mapperName": .string(self.name ?? ""),
            "containerId": .string(containerID), "containerName": .string(containerName),
            "containerType": .string(type), "protocolMapper": .string(self.protocolMapper ?? ""),
        ]
    }
}
