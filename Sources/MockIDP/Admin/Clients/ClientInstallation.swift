import HTTPServer
import JSON

extension ClientsResource {
    /// `GET installation/providers/{provider}`: the `keycloak.json` of the old adapters (recordings: seed_client 24,
    /// java-admin-client 65).
    @Sendable static func readInstallation(_ call: AdminCall) async throws -> Reply {
        guard call.parameter("provider") == "keycloak-oidc-keycloak-json" else { throw AdminError.unknownInstallation }
        return try await call.read(.client) { tx, realm, client in
            let text = JSONValue.object(try adapterConfig(call, client, realm, tx)).write(pretty: true)
            return Reply(
                status: 200, headers: [("Content-Type", "text/plain"), ("Cache-Control", "no-cache")],
                body: .bytes(Array(text.utf8)))
        }
    }

    private static func adapterConfig(
        _ call: AdminCall, _ client: ClientRecord, _ realm: RealmRecord, _ tx: Transaction
    ) throws -> JSONObject {
        let document = client.document
        var config: JSONObject = [
            "realm": .string(realm.name)
        ]
        if document.bearerOnly { config["bearer-only"] = true }
        config["auth-server-url"] = .string(call.frontend(of: realm) + "/")
        config["ssl-required"] = .string(realm.document.sslRequired.lowercased())
        config["resource"] = .string(client.clientId)
        if document.publicClient, !document.bearerOnly { config["public-client"] = true }
        // A client with roles of its own should check that a token is meant for it.
        let hasRoles = try !tx.roles(of: .client(client.id), search: nil, first: nil, max: 1).isEmpty
        if hasRoles { config["verify-token-audience"] = true }
        if !document.publicClient, !document.bearerOnly, let secret = document.secret {
            config["credentials"] = ["secret": .string(secret)]
        }
        config["confidential-port"] = 0
        if document.authorizationServicesEnabled == true { config["policy-enforcer"] = ["credentials": [:]] }
        return config
    }
}
