import HTTPServer
import JSON
import MockIDP

/// A server in memory, as its administrator and anybody else see it.
actor RealmServer {
    private var server: MockIDPServer?
    private var token = ""

    /// Starts it, unless it runs. A token lives for a minute and a fuzzer goes on for longer, so time stands still.
    func start() async throws {
        guard server == nil else { return }
        var settings = Settings()
        settings.port = 0
        settings.managementPort = nil
        server = try await MockIDPServer(
            settings, time: TimeSource { 1_800_000_000_000 }, ids: Identifiers(seed: "fuzz"), log: .silent)
        let login = "grant_type=password&client_id=admin-cli&username=admin&password=admin"
        let reply = await answer("POST", "/realms/master/protocol/openid-connect/token", login)
        token = (try? JSONReader.read(reply.bytes))?.object?["access_token"]?.string ?? ""
        try expect(!token.isEmpty, "the administrator cannot log in")
    }

    /// Whatever was done to it.
    func stop() async {
        await server?.stop()
        server = nil
    }

    struct Answer: Sendable {
        let status: Int
        let bytes: [UInt8]

        /// Where Keycloak falls over what it was given, it says so with these words, and so do we (recordings: bad_input,
        /// names, realms, users); anything else from 500 is a fault, but for what is not implemented.
        var isFault: Bool {
            let text = String(decoding: bytes, as: UTF8.self)
            let own = ["unknown_error", "Failed to update realm", "Failed to send"]
            return status >= 500 && status != 501 && !own.contains { text.contains($0) }
        }
    }

    /// What a call of the administrator is answered; a protocol endpoint gets a form.
    func answer(_ method: HTTPMethod, _ target: String, _ body: some Sequence<UInt8> = []) async -> Answer {
        guard let server else { return Answer(status: 0, bytes: []) }
        let type = target.utf8.starts(with: "/realms/".utf8) ? "application/x-www-form-urlencoded" : "application/json"
        let headers = [("Host", "127.0.0.1"), ("Authorization", "Bearer \(token)"), ("Content-Type", type)]
        let call = Call(method: method, target: target, headers: Headers(headers), body: Array(body))
        let reply = await server.answer(call)
        return Answer(status: reply.status, bytes: reply.body.bytes)
    }

    func answer(_ method: HTTPMethod, _ target: String, _ body: String) async -> Answer {
        await answer(method, target, body.utf8)
    }

    func realms() async -> [String] {
        let reply = await answer("GET", "/admin/realms?briefRepresentation=true")
        return (try? JSONReader.read(reply.bytes))?.array?.compactMap { $0.object?["realm"]?.string } ?? []
    }

    /// Everything of a realm can be listed, whatever was done to it, and its endpoints answer.
    func expectReadable(_ name: String) async throws {
        let realm = percentEncoded(name)
        for part in [
            "", "/users", "/groups", "/roles", "/clients", "/client-scopes", "/components", "/keys", "/users/profile",
            "/authentication/flows", "/authentication/required-actions",
        ] {
            let reply = await answer("GET", "/admin/realms/" + realm + part)
            try expect(reply.status == 200, "\(part) of a realm is \(reply.status)")
        }
        for part in ["/.well-known/openid-configuration", "/protocol/openid-connect/certs"] {
            let reply = await answer("GET", "/realms/" + realm + part)
            try expect(!reply.isFault, "\(part) of a realm is \(reply.status)")
        }
        for form in [
            "grant_type=client_credentials&client_id=n&client_secret=s",
            "grant_type=password&client_id=n&client_secret=s&username=n&password=n&scope=openid",
        ] {
            let reply = await answer("POST", "/realms/\(realm)/protocol/openid-connect/token", form)
            try expect(!reply.isFault, "a token of a realm is \(reply.status)")
        }
    }

    func remove(_ name: String) async throws {
        let reply = await answer("DELETE", "/admin/realms/" + percentEncoded(name))
        try expect(reply.status == 204, "a realm cannot be deleted: \(reply.status)")
    }

    private func percentEncoded(_ name: String) -> String {
        name.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A realm `made` with one of everything: its id is `1`, its name `n`.
    static let document = """
        {"realm":"made","id":"made","enabled":true,"defaultSignatureAlgorithm":"HS256","attributes":{"a":"b"},\
        "users":[{"id":"1","username":"n","enabled":true,"email":"n@n.n","firstName":"n","lastName":"n","groups":["/n/n"],\
        "realmRoles":["n"],"clientRoles":{"n":["n"]},"attributes":{"a":["b"]},"federatedIdentities":[],\
        "credentials":[{"id":"1","type":"password","value":"n"}]}],"passwordPolicy":"length(1)",\
        "clients":[{"id":"1","clientId":"n","secret":"s","serviceAccountsEnabled":true,"directAccessGrantsEnabled":true,\
        "redirectUris":["https://n/*"],"webOrigins":["+"],"attributes":{"access.token.signed.response.alg":"HS256",\
        "id.token.signed.response.alg":"HS256"},"protocolMappers":[{"id":"1","name":"n","protocol":"openid-connect",\
        "protocolMapper":"oidc-usermodel-attribute-mapper","config":{"user.attribute":"a","claim.name":"a.b",\
        "access.token.claim":"true","jsonType.label":"JSON"}}]}],\
        "roles":{"realm":[{"id":"1","name":"n","composite":true,"composites":{"realm":["m"],"client":{"n":["n"]}}},\
        {"id":"2","name":"m"}],"client":{"n":[{"id":"3","name":"n"}]}},\
        "groups":[{"id":"1","name":"n","attributes":{"a":["b"]},"subGroups":[{"id":"2","name":"n"}]}],\
        "clientScopes":[{"id":"1","name":"n","protocol":"openid-connect","protocolMappers":[{"id":"1","name":"n",\
        "protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper","config":{"claim.name":"x","claim.value":"y",\
        "access.token.claim":"true"}}]}],"scopeMappings":[{"clientScope":"n","roles":["n"]}],\
        "authenticationFlows":[{"id":"1","alias":"n","providerId":"basic-flow","topLevel":true,"builtIn":false,\
        "authenticationExecutions":[{"authenticator":"auth-cookie","requirement":"REQUIRED","priority":10,\
        "authenticatorConfig":"n"},{"flowAlias":"m","authenticatorFlow":true,"requirement":"REQUIRED","priority":20}]},\
        {"id":"2","alias":"m","providerId":"basic-flow","topLevel":false,"builtIn":false,"authenticationExecutions":[]}],\
        "authenticatorConfig":[{"id":"1","alias":"n","config":{"a":"b"}}],"requiredActions":[{"alias":"n","name":"n",\
        "providerId":"n","enabled":true,"priority":1}],"components":{"org.keycloak.keys.KeyProvider":\
        [{"id":"1","name":"n","providerId":"hmac-generated","config":{"secretSize":["64"],"priority":["100"],\
        "algorithm":["HS256"]}}]}}
        """
}
