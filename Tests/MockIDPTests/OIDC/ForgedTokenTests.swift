import Crypto
import HTTPServer
import JOSE
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Tokens that anyone can make, and tokens that were good once or elsewhere, at every door that takes one.
@Suite struct ForgedTokenTests {
    /// The doors that take the token for a good one.
    private func openDoors(_ token: String, at lab: ProtocolLab) async throws -> [String] {
        let admin = await lab.send("GET", "/admin/realms/demo", headers: [("Authorization", "Bearer " + token)])
        let info = await lab.userInfo(token)
        let introspection = await lab.post("token/introspect", ["token": token], as: "other:other-secret")
        var open: [String] = []
        if admin.status < 400 || admin.status == 403 { open.append("admin \(admin.status)") }
        if info.status < 400 { open.append("userinfo") }
        if introspection.json["active"] == true { open.append("introspection") }
        if await lab.refresh(token).status == 200 { open.append("refresh") }
        return open
    }

    private func text(_ header: JSONObject, _ payload: [UInt8], _ signature: [UInt8]) -> String {
        let parts = [JSONValue.object(header).bytes, payload, signature]
        return parts.map { Base64.urlEncode($0) }.joined(separator: ".")
    }

    @Test func `forged tokens open no door`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn(["scope": "openid"])["access_token"]
            #expect(await lab.userInfo(token).status == 200)
            let parsed = try JWS.parse(token)
            let (header, payload) = (parsed.header, parsed.payload)
            let realm = try #require(try await lab.idp.realms.realm(named: "demo"))
            let key = try #require(realm.keys.active("RS256")?.publicKey)
            var forged: [(String, String)] = [
                ("no signature", String(token[...(token.lastIndex(of: ".") ?? token.startIndex)])),
                ("an extended one", token + "AA"), ("a padded one", token + "="),
                ("two parts", token.split(separator: ".").prefix(2).joined(separator: ".")),
                ("four parts", token + ".x"), ("an empty text", ""), ("blank", " "), ("a NUL", token + "\0"),
            ]
            for algorithm in ["none", "None", "NONE", "nOnE", "", "FOO", "rs256", "RS256 ", "RS512", "PS256", "ES256"] {
                var changed = header
                changed["alg"] = .string(algorithm)
                forged.append(("alg \(algorithm) unsigned", text(changed, payload, [])))
                forged.append(("alg \(algorithm) signed", text(changed, payload, parsed.signature)))
            }
            for value: JSONValue in [nil, 1, [], ["RS256"]] {
                var changed = header
                changed["alg"] = value
                forged.append(("alg \(value)", text(changed, payload, parsed.signature)))
            }
            let pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.encode(key.der) + "\n-----END PUBLIC KEY-----\n"
            let secrets: [[UInt8]] = [key.der, Array(pem.utf8), [], Array("secret".utf8), Array("web-secret".utf8)]
            for (place, secret) in secrets.enumerated() {
                for algorithm in ["HS256", "HS512"] {
                    var changed = header
                    changed["alg"] = .string(algorithm)
                    for kid: JSONValue? in [header["kid"], "../../../dev/null", "x' UNION SELECT '1';--", nil] {
                        changed["kid"] = kid
                        let signed = try? JWS.sign(
                            header: JSONValue.object(changed).bytes, payload: payload,
                            try #require(Algorithm(rawValue: algorithm)), key: .secret(secret))
                        guard let signed else { continue }  // an empty key signs nothing
                        let name = "\(algorithm) with secret \(place), kid \(kid?.text ?? "none")"
                        forged.append((name, String(decoding: signed, as: UTF8.self)))
                    }
                }
            }
            var mighty = try #require(try JSONReader.read(payload).object)
            mighty["sub"] = "someone-else"
            forged.append(("another subject", text(header, JSONValue.object(mighty).bytes, parsed.signature)))
            for (name, token) in forged { #expect(try await openDoors(token, at: lab) == [], "\(name)") }
        }
    }

    /// What makes good tokens bad ones.
    private static let ends: [(String, @Sendable (ProtocolLab) async throws -> Void)] = [
        ("time", { $0.clock.advance(bySeconds: 36_001) }),
        ("realm's notBefore", { try await $0.changeRealm(["notBefore": 1_800_000_001]) }),
        ("client's notBefore", { try await $0.changeClient("web", ["notBefore": 1_800_000_001]) }),
        ("user's notBefore", { try await $0.changeUser("alice", ["notBefore": 1_800_000_001]) }),
        ("realm disabled", { try await $0.changeRealm(["enabled": false]) }),
        ("client disabled", { try await $0.changeClient("web", ["enabled": false]) }),
        ("user disabled", { try await $0.changeUser("alice", ["enabled": false]) }),
        (
            "user made anew",
            { lab in
                try await lab.idp.store.write { tx in
                    let realm = try #require(try tx.realm(named: "demo"))
                    let old = try #require(try tx.user(username: "alice", in: realm.id))
                    try tx.delete(old)
                    try tx.insert(UserRecord(id: "other", realmID: realm.id, document: old.document))
                }
            }
        ),
        (
            "client made anew",
            { lab in
                try await lab.idp.store.write { tx in
                    let realm = try #require(try tx.realm(named: "demo"))
                    let old = try #require(try tx.client(clientId: "web", in: realm.id))
                    try tx.delete(old)
                    try tx.insert(ClientRecord(id: "other", realmID: realm.id, document: old.document))
                }
            }
        ),
        (
            "realm made anew",
            { lab in
                try await lab.idp.removeRealm { try #require(try $0.realm(named: "demo")) }
                try await lab.idp.createRealm(from: RealmRepresentation(demoDocument))
            }
        ),
    ]

    @Test(arguments: ends.indices) func `tokens end`(with place: Int) async throws {
        let (name, end) = Self.ends[place]
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            #expect(try await openDoors(tokens["access_token"], at: lab).count == 3, "they are good at first")
            try await end(lab)
            for kind in ["access_token", "refresh_token", "id_token"] {
                #expect(try await openDoors(tokens[kind], at: lab) == [], "\(kind) after \(name)")
            }
        }
    }

    @Test func `a token is good for what it is, at its own address and realm`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            for kind in ["refresh_token", "id_token"] {
                let bearer = [("Authorization", "Bearer " + tokens[kind])]
                #expect(await lab.send("GET", "/admin/realms/demo", headers: bearer).status == 401, "\(kind)")
                #expect(await lab.userInfo(tokens[kind]).status == 401, "\(kind)")
            }
            #expect(await lab.refresh(tokens["access_token"]).status == 400)
            let bearer = [("Authorization", "Bearer " + tokens["access_token"])]
            for host in ["evil.example", "idp.example", "idp.example:80", "IDP.example:8080"] {
                for path in ["/admin/realms/demo", "/realms/demo/protocol/openid-connect/userinfo"] {
                    let call = Call(method: .get, target: path, headers: Headers([("Host", host)] + bearer))
                    #expect(await lab.server.answer(call).status == 401, "\(host) \(path)")
                }
            }
            let elsewhere = "/realms/master/protocol/openid-connect/userinfo"
            #expect(await lab.send("GET", elsewhere, headers: bearer).status == 401)
        }
    }
}
