import HTTPServer
import JSON

extension ClientsResource {
    /// `GET clients`: all, or those of a `clientId` (a part of it with `search`), of attributes (`q`), page by page.
    @Sendable static func listClients(_ call: AdminCall) async throws -> Reply {
        let page = try call.page()
        let attributes = try searchableAttributes(call)
        let clientId = call.query("clientId").flatMap { trimmed($0).isEmpty ? nil : $0 }
        let isSearch = call.flag("search") ?? false
        let clients = try await call.readWithAccess(.queryClients) { tx, realm, access -> [JSONObject] in
            guard access.allows(.viewClients) else { return [] }
            if let clientId, !isSearch, attributes.isEmpty {
                // An exact clientId is one look-up; paging does not apply to it (recording: kcadm 27).
                let client = try tx.client(clientId: clientId, in: realm.id)
                return try client.map { [try $0.shown(tx, in: realm, for: access)] } ?? []
            }
            let query = ClientQuery(
                clientId: attributes.isEmpty ? clientId : nil, search: isSearch, q: attributes, first: page.first,
                max: page.max)
            return try tx.clients(in: realm.id, query).map { try $0.shown(tx, in: realm, for: access) }
        }
        return await .adminJSON(long: clients)
    }

    /// `GET clients/{id}`.
    @Sendable static func readClient(_ call: AdminCall) async throws -> Reply {
        let client = try await call.readWithAccess(.client) { tx, realm, access, client in
            try client.shown(tx, in: realm, for: access)
        }
        return .adminJSON(client)
    }

    /// The attributes by which Keycloak lets one search for clients unless it is configured otherwise.
    private static let searchable: Set<String> = [
        "saml_idp_initiated_sso_url_name", "saml.artifact.binding.identifier", "jwt.credential.issuer",
        "jwt.credential.sub",
    ]

    private static func searchableAttributes(_ call: AdminCall) throws -> [(String, String)] {
        let pairs = call.searchPairs()
        let others = pairs.map(\.0).filter { !searchable.contains($0) }
        if !others.isEmpty { throw AdminError.attributesNotSearchable(others) }
        return pairs
    }
}
