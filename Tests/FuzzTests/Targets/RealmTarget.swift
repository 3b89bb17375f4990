import HTTPServer
import JSON
import MockIDP

extension Target {
    /// A realm document, imported by an administrator: made whole and readable, or refused and not there.
    static let realm = Target(name: "realm") {
        [Array(RealmServer.document.utf8)]
    } run: { bytes in
        let server = try await RealmServer.shared()
        try await server.take(bytes)
    }
}

/// A server in memory that imports one realm after the other.
private actor RealmServer {
    /// A little of everything.
    static let document = """
        {"realm":"made","enabled":true,"attributes":{"a":"b"},"passwordPolicy":"length(2)","users":[{"username":"u","groups":["/g/h"],\
        "realmRoles":["r"],"clientRoles":{"c":["cr"]}}],"clients":[{"clientId":"c","secret":"s","redirectUris":["*"]}],\
        "roles":{"realm":[{"name":"r","composite":true,"composites":{"realm":["s"]}},{"name":"s"}],"client":{"c":[{"name":"cr"}]}},\
        "groups":[{"name":"g","subGroups":[{"name":"h"}]}],"clientScopes":[{"name":"cs","protocol":"openid-connect"}],\
        "authenticationFlows":[{"alias":"f","providerId":"basic-flow","topLevel":true,"builtIn":false,"authenticationExecutions":\
        [{"authenticator":"auth-cookie","requirement":"REQUIRED","priority":10}]}],"components":{"org.keycloak.keys.KeyProvider":\
        [{"name":"k","providerId":"hmac-generated","config":{"secretSize":["64"],"priority":["100"]}}]}}
        """

    private static let only = RealmServer()
    private var server: MockIDPServer?
    private var token = ""

    static func shared() async throws -> RealmServer {
        try await only.start()
        return only
    }

    /// A token lives for a minute; a fuzzer goes on for longer.
    private func start() async throws {
        guard server == nil else { return }
        var settings = Settings()
        settings.port = 0
        settings.managementPort = nil
        server = try await MockIDPServer(settings, time: TimeSource { 1_800_000_000_000 }, log: .silent)
        let login = "grant_type=password&client_id=admin-cli&username=admin&password=admin"
        let reply = await answer(
            "POST", "/realms/master/protocol/openid-connect/token", "application/x-www-form-urlencoded",
            Array(login.utf8))
        token = (try? JSONReader.read(reply.bytes))?.object?["access_token"]?.string ?? ""
        try expect(!token.isEmpty, "the administrator cannot log in")
    }

    func take(_ bytes: [UInt8]) async throws {
        let before = await realms()
        let reply = await answer("POST", "/admin/realms", "application/json", bytes)
        try expect(
            reply.status < 500 || reply.status == 501 || isKeycloaksOwn(reply.bytes),
            "an import ends in \(reply.status)")
        let made = await realms().filter { !before.contains($0) }
        try expect(
            made.count == (reply.status == 201 ? 1 : 0),
            "\(made.count) realms are made by an import that ends in \(reply.status)")
        for name in made {
            let path = "/admin/realms/" + percentEncoded(name)
            for part in ["", "/users", "/groups", "/roles", "/clients", "/components", "/authentication/flows"] {
                let reply = await answer("GET", path + part, "", [])
                try expect(reply.status == 200, "\(part) of an imported realm is \(reply.status)")
            }
            let reply = await answer("DELETE", path, "", [])
            try expect(reply.status == 204, "an imported realm cannot be deleted: \(reply.status)")
        }
    }

    /// Keycloak falls over a missing part, and says so with these words (recordings: bad_input, names).
    private func isKeycloaksOwn(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("unknown_error")
    }

    private func realms() async -> [String] {
        let reply = await answer("GET", "/admin/realms?briefRepresentation=true", "", [])
        return (try? JSONReader.read(reply.bytes))?.array?.compactMap { $0.object?["realm"]?.string } ?? []
    }

    private func answer(_ method: HTTPMethod, _ target: String, _ type: String, _ body: [UInt8]) async -> (
        status: Int, bytes: [UInt8]
    ) {
        guard let server else { return (0, []) }
        var headers = [("Host", "127.0.0.1"), ("Authorization", "Bearer \(token)")]
        if !type.isEmpty { headers.append(("Content-Type", type)) }
        let reply = await server.answer(Call(method: method, target: target, headers: Headers(headers), body: body))
        return (reply.status, reply.body.bytes)
    }

    private func percentEncoded(_ name: String) -> String {
        name.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
