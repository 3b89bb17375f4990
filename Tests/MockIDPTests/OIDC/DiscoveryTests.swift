import HTTPServer
import JOSE
import JSON
import Testing

@testable import MockIDP

/// What a realm tells of itself (recording: discovery).
@Suite struct DiscoveryTests {
    private let path = "/realms/demo/.well-known/openid-configuration"

    @Test func `the issuer follows the address that the caller used`() async throws {
        try await withDemoRealm { lab in
            let document = ProtocolAnswer(await lab.send("GET", path))
            #expect(document["issuer"] == lab.issuer)
            #expect(document["token_endpoint"] == lab.issuer + "/protocol/openid-connect/token")
            let other = await lab.server.answer(Call(method: "GET", target: path, headers: Headers([("Host", "b:1")])))
            #expect(ProtocolAnswer(other)["issuer"] == "http://b:1/realms/demo")
            let secure = Call(method: "GET", target: path, headers: Headers([("Host", "b:1")]), isTLS: true)
            #expect(ProtocolAnswer(await lab.server.answer(secure))["issuer"] == "https://b:1/realms/demo")
        }
    }

    @Test func `scopes that are added show in it`() async throws {
        try await withDemoRealm { lab in
            let before = ProtocolAnswer(await lab.send("GET", path)).json["scopes_supported"]?.array ?? []
            #expect(before.first == "openid" && before.contains("offline_access") && !before.contains("custom"))
            try await lab.idp.store.write { tx in
                let realm = try #require(try tx.realm(named: "demo"))
                let document: JSONObject = ["name": "custom", "protocol": "openid-connect"]
                try tx.insert(
                    ClientScopeRecord(
                        id: lab.idp.ids.uuid(), realmID: realm.id, document: ClientScopeRepresentation(document)))
            }
            let after = ProtocolAnswer(await lab.send("GET", path)).json["scopes_supported"]?.array ?? []
            #expect(after.contains("custom"))
        }
    }

    @Test func `the published keys verify its tokens, and no symmetric key is among them`() async throws {
        try await withDemoRealm { lab in
            let certs = ProtocolAnswer(await lab.send("GET", "/realms/demo/protocol/openid-connect/certs"))
            let keys = try (certs.json["keys"]?.array ?? []).map { try JWK(from: $0.object ?? [:]) }
            #expect(Set(keys.map(\.algorithm)) == ["RS256", "RSA-OAEP"])
            let token = try JWS.parse(await lab.logIn()["access_token"])
            let key = try #require(keys.first { $0.keyID == token.keyID })
            #expect(JWS.verify(token, with: .publicKey(try #require(key.publicKey)), algorithm: .rs256))
        }
    }

    @Test func `plain http is for private addresses`() {
        for address in [
            "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "172.31.9.9", "169.254.1.1", "::1", "fe80::1",
        ] {
            #expect(isPrivateAddress(address), "\(address)")
        }
        for address in ["8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", "", "x"] {
            #expect(!isPrivateAddress(address), "\(address)")
        }
        #expect(isPrivateAddress("::ffff:127.0.0.1") && !isPrivateAddress("::ffff:8.8.8.8"))
    }
}
