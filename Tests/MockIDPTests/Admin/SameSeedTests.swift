import Crypto
import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// A seed and a clock fix all that a server answers: ids, secrets, keys, certificates, and tokens but for those whose
/// signature is random by itself (PS256 by its salt, ES256 by its nonce).
@Suite struct SameSeedTests {
    @Test func `two servers with one seed that are asked the same give the same answers, byte by byte`() async throws {
        let (one, other) = (try await Asked(seed: "a").answers, try await Asked(seed: "a").answers)
        #expect(one.count == other.count && one.count > 30)
        for (first, second) in zip(one, other) { #expect(first == second) }
        let third = try await Asked(seed: "b").answers
        let depends = { (answer: String) in answer.contains("\"access_token\":\"") || answer.contains("\"x5c\":") }
        #expect(one.count(where: depends) == 4)
        #expect(!Set(one).intersection(third).contains(where: depends))
    }

    @Test func `keys that are made once no shipped one is left follow from the seed`() async throws {
        let seeds: [(UInt8, KeyPool)] = [1, 1, 2].map { seed in
            (seed, KeyPool(shipped: 0..<0, reserve: 1) { [UInt8](repeating: seed, count: $0) })
        }
        var keys: [[[UInt8]]] = []
        for (_, pool) in seeds {
            keys.append([try await pool.rsa().der, try await pool.rsa(bits: 1024).der, try await pool.rsa().der])
        }
        #expect(keys[0] == keys[1])
        #expect(Set(keys.flatMap { $0 }).count == 6)
    }
}

/// What a server with that seed answers to some calls of every kind.
private struct Asked {
    private(set) var answers: [String] = []
    private let server: MockIDPServer
    private var token = ""

    init(seed: String) async throws {
        var settings = Settings()
        settings.port = 0
        settings.managementPort = nil
        server = try await MockIDPServer(
            settings, time: ManualClock().source, ids: Identifiers(seed: seed), log: .silent)
        try await administer()
        try await useTokens()
        await server.stop()
    }

    /// The last segment of `Location`, or the body.
    @discardableResult
    private mutating func send(_ method: HTTPMethod, _ target: String, _ body: JSONValue? = nil) async -> String {
        await send(method, target, text: body?.text ?? "", type: "application/json")
    }

    private mutating func send(
        _ method: HTTPMethod, _ target: String, text: String, type: String
    ) async -> String {
        let headers = [("Host", "idp.test"), ("Content-Type", type), ("Authorization", "Bearer " + token)]
        let reply = await server.answer(
            Call(method: method, target: target, headers: Headers(headers), body: Array(text.utf8)))
        #expect(reply.status < 400, "\(method) \(target)")
        let fields = reply.headers.map { "\($0.0): \($0.1)" }
        let body = String(decoding: reply.body.bytes, as: UTF8.self)
        answers.append(([String(reply.status)] + fields + ["", body]).joined(separator: "\n"))
        return reply.header("Location")?.split(separator: "/").last.map(String.init) ?? body
    }

    private mutating func logIn(_ realm: String, _ form: String) async throws -> JSONValue {
        token = ""
        let body = await send(
            .post, "/realms/\(realm)/protocol/openid-connect/token", text: form,
            type: "application/x-www-form-urlencoded")
        let tokens = try JSONReader.read(Array(body.utf8))
        token = tokens["access_token"]?.string ?? ""
        return tokens
    }

    private mutating func administer() async throws {
        _ = try await logIn("master", "grant_type=password&client_id=admin-cli&username=admin&password=admin")
        let names = (0..<12).map { "client-\($0)" }
        await send(
            .post, "/admin/realms",
            [
                "realm": "house", "enabled": true, "clients": .array(names.map { ["clientId": .string($0)] }),
                "roles": ["client": .object(JSONObject(names.map { ($0, [["name": "r"], ["name": "s"]]) }))],
                "users": [
                    [
                        "username": "ann", "enabled": true, "email": "ann@example.org",
                        "attributes": .object(JSONObject(names.map { ($0, ["x"]) })), "firstName": "A", "lastName": "B",
                        "realmRoles": ["offline_access"],
                        "clientRoles": .object(JSONObject(names.map { ($0, ["r", "s"]) })),
                        "credentials": [["type": "password", "value": "secret"]],
                    ]
                ],
            ])
        let house = "/admin/realms/house"
        for (provider, size) in [
            ("rsa-generated", ["keySize": ["1024"]]), ("rsa-enc-generated", ["keySize": ["1024"]]),
            ("hmac-generated", [:]),
            ("aes-generated", [:]), ("ecdsa-generated", [:]), ("eddsa-generated", [:]), ("rsa-generated", [:]),
        ] as [(String, JSONValue)] {
            await send(
                .post, house + "/components",
                [
                    "name": .string(provider), "providerId": .string(provider), "config": size,
                    "providerType": .string(RealmKeys.providerType),
                ])
        }
        let client = await send(
            .post, house + "/clients",
            [
                "clientId": "web", "directAccessGrantsEnabled": true, "redirectUris": ["https://a.example/*"],
            ])
        let user = await send(.post, house + "/users", ["username": "bob", "enabled": true])
        await send(.put, house + "/users/\(user)/reset-password", ["type": "password", "value": "b"])
        await send(.post, house + "/groups", ["name": "g", "attributes": ["b": ["1"], "a": ["2"]]])
        let ann = try JSONReader.read(Array(await send(.get, house + "/users?username=ann").utf8))[0]?["id"]?.string
        let scope = try JSONReader.read(Array(await send(.get, house + "/client-scopes").utf8))[0]?["id"]?.string
        for path in [
            "", "/keys", "/components", "/clients", "/clients/\(client)/client-secret", "/users", "/users/\(ann ?? "")",
            "/users/\(ann ?? "")/role-mappings", "/client-scopes/\(scope ?? "")/scope-mappings", "/roles", "/groups",
            "/authentication/flows", "/client-session-stats", "/users/profile", "/events/config",
        ] { await send(.get, house + path) }
        await send(.get, "/admin/serverinfo")
        answers.append(
            try await server.services.store.read { tx in
                let realm = try #require(try tx.realm(named: "house"))
                return JSONValue.object(try RealmExport(realm, tx).document(withUsers: true)).text
            })
    }

    private mutating func useTokens() async throws {
        let web = try JSONReader.read(Array(await send(.get, "/admin/realms/house/clients?clientId=web").utf8))[0]
        let own = "client_id=web&client_secret=\(web?["secret"]?.string ?? "")"
        let tokens = try await logIn(
            "house", own + "&grant_type=password&username=ann&password=secret&scope=openid+offline_access")
        await send(.get, "/realms/house/protocol/openid-connect/userinfo")
        let form = own + "&token=\(token)"
        _ = await send(
            .post, "/realms/house/protocol/openid-connect/token/introspect", text: form,
            type: "application/x-www-form-urlencoded")
        _ = try await logIn(
            "house", own + "&grant_type=refresh_token&refresh_token=\(tokens["refresh_token"]?.string ?? "")")
        token = ""
        for path in [
            "", "/.well-known/openid-configuration", "/protocol/openid-connect/certs", "/protocol/saml/descriptor",
        ] {
            await send(.get, "/realms/house" + path)
        }
        await send(
            .get,
            "/realms/house/protocol/openid-connect/auth?client_id=web&response_type=code&redirect_uri=https://a.example/x"
        )
    }
}
