import JSON
import Testing

@testable import Tokens

/// Mappers that write what is known of the session, the client or nothing at all (recording: mappers).
@Suite struct SessionMapperTests {
    private let on = ["access.token.claim": "true"]

    @Test func `a session note becomes a claim`() {
        var grant = Grant.demo()
        grant.notes = ["AUTH_TIME": "17"]
        let config = on.merging(
            ["user.session.note": "AUTH_TIME", "claim.name": "auth_time", "jsonType.label": "long"]) { $1 }
        #expect(grant.claims(("oidc-usersessionmodel-note-mapper", config)) == ["auth_time": 17])
        grant.notes = [:]
        #expect(grant.claims(("oidc-usersessionmodel-note-mapper", config)) == [:])
    }

    @Test func `the session's id is there for those that have one`() {
        var grant = Grant.demo()
        #expect(grant.claims(("oidc-session-state-mapper", on)) == [:])
        grant.session = TokenSession(id: "s", started: 0, clientStarted: 0)
        #expect(grant.claims(("oidc-session-state-mapper", on)) == ["session_state": "s"])
    }

    @Test func `the authentication context, and the methods of authentication`() {
        let grant = Grant.demo()
        #expect(grant.claims(("oidc-acr-mapper", on)) == ["acr": "1"])
        #expect(grant.claims(("oidc-amr-mapper", on)) == ["amr": []])
        #expect(grant.claims(for: .userInfo, ("oidc-acr-mapper", ["userinfo.token.claim": "true"])) == [:])
    }

    @Test func `the client's origins are for access tokens`() {
        let grant = Grant.demo()
        #expect(
            grant.claims(("oidc-allowed-origins-mapper", on)) == ["allowed-origins": ["https://app.example"]])
        #expect(grant.claims(for: .idToken, ("oidc-allowed-origins-mapper", ["id.token.claim": "true"])) == [:])
        let plain = Grant.demo(client: "plain")
        #expect(plain.claims(("oidc-allowed-origins-mapper", on)) == [:])
    }

    @Test func `a hardcoded claim has any type`() {
        let grant = Grant.demo()
        func claim(_ value: String, _ type: String) -> JSONObject {
            let config = on.merging(["claim.name": "c", "claim.value": value, "jsonType.label": type]) { $1 }
            return grant.claims(("oidc-hardcoded-claim-mapper", config))
        }
        #expect(claim("x", "String") == ["c": "x"] && claim("true", "boolean") == ["c": true])
        #expect(claim("5", "int") == ["c": 5] && claim(#"{"a":[1]}"#, "JSON") == ["c": ["a": [1]]])
        #expect(claim("x", "int") == [:] && claim("{", "JSON") == [:])
    }

    @Test func `an unknown kind of mapper writes nothing`() {
        let grant = Grant.demo()
        #expect(grant.claims(("oidc-nothing-mapper", on.merging(["claim.name": "c"]) { $1 })) == [:])
    }

    @Test func `every kind in the catalogue has Keycloak's name, and none writes into what it is not asked to`() {
        let grant = Grant.demo()
        for kind in mapperCatalogue.keys where kind != "oidc-audience-resolve-mapper" {
            #expect(kind.hasPrefix("oidc-") && kind.hasSuffix("-mapper"))
            #expect(grant.claims((kind, [:])) == [:], "\(kind)")
        }
    }

    @Test func `claims that mappers nest are no deeper than a token is read`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let value = nested(499)
        let name = Array(repeating: "a", count: 499).joined(separator: ".")
        for (name, value) in [(name, value), (name + ".a", value), ("a", nested(999)), (name, nested(900))] {
            let config = on.merging(["claim.name": name, "claim.value": value, "jsonType.label": "JSON"]) { $1 }
            #expect((try? JSONReader.read(Grant.demo().claims(("oidc-hardcoded-claim-mapper", config)).bytes)) != nil)
        }
    }
}
