import JSON
import Testing

@testable import Tokens

/// Mappers that write what a user is (recording: mappers).
@Suite struct UserMapperTests {
    private let attribute = "oidc-usermodel-attribute-mapper"

    @Test func `a user attribute becomes a claim of the configured type`() {
        let grant = Grant.demo()
        func level(_ type: String?) -> JSONObject {
            var config = [
                "user.attribute": "level", "claim.name": "level", "access.token.claim": "true",
            ]
            config["jsonType.label"] = type
            return grant.claims((attribute, config))
        }
        #expect(level(nil) == ["level": "7"] && level("String") == ["level": "7"])
        #expect(level("long") == ["level": 7] && level("int") == ["level": 7] && level("JSON") == ["level": 7])
        #expect(level("boolean") == ["level": false])
    }

    @Test func `several values need a multivalued mapper`() {
        let grant = Grant.demo()
        var config = ["user.attribute": "tags", "claim.name": "tags", "access.token.claim": "true"]
        #expect(grant.claims((attribute, config)) == ["tags": "a"])
        config["multivalued"] = "true"
        #expect(grant.claims((attribute, config)) == ["tags": ["a", "b"]])
        config["user.attribute"] = "absent"
        #expect(grant.claims((attribute, config)) == [:])
    }

    @Test func `an attribute that the user lacks comes from the groups`() {
        let config = ["user.attribute": "floor", "claim.name": "floor", "access.token.claim": "true"]
        let grant = Grant.demo()
        #expect(grant.claims((attribute, config)) == ["floor": "3"])
        let dora = Grant.demo(user: "dora")
        #expect(dora.claims((attribute, config)) == [:])
    }

    @Test func `dots in a claim's name nest it, escaped ones don't`() {
        let grant = Grant.demo()
        func named(_ name: String) -> (String, [String: String]) {
            (attribute, ["user.attribute": "level", "claim.name": name, "access.token.claim": "true"])
        }
        #expect(grant.claims(named("a.b.c")) == ["a": ["b": ["c": "7"]]])
        #expect(grant.claims(named("https://a\\.b/c")) == ["https://a.b/c": "7"])
        #expect(grant.claims(named("a.b"), named("a.c")) == ["a": ["b": "7", "c": "7"]])
        #expect(grant.claims(named("")) == [:])
    }

    @Test func `a mapper writes only into the documents it is meant for`() {
        let grant = Grant.demo()
        func targets(_ config: [String: String]) -> [Claims.Target] {
            let all: [Claims.Target] = [.accessToken, .lightweightAccessToken, .idToken, .userInfo, .introspection]
            let config = config.merging(["user.attribute": "level", "claim.name": "level"]) { $1 }
            return all.filter { !grant.claims(for: $0, (attribute, config)).isEmpty }
        }
        #expect(targets([:]) == [])
        #expect(targets(["access.token.claim": "true"]) == [.accessToken, .introspection])
        #expect(targets(["id.token.claim": "true"]) == [.idToken, .userInfo])
        #expect(targets(["id.token.claim": "true", "userinfo.token.claim": "false"]) == [.idToken])
        #expect(targets(["userinfo.token.claim": "true"]) == [.userInfo])
        #expect(targets(["introspection.token.claim": "true"]) == [.introspection])
        #expect(targets(["lightweight.claim": "true"]) == [.lightweightAccessToken])
    }

    @Test func `built-in properties are claims by their names`() {
        let grant = Grant.demo()
        func property(_ name: String, _ type: String = "String") -> JSONObject {
            let config = [
                "user.attribute": name, "claim.name": "c", "access.token.claim": "true", "jsonType.label": type,
            ]
            return grant.claims(("oidc-usermodel-property-mapper", config))
        }
        #expect(property("username") == ["c": "alice"] && property("email") == ["c": "alice@example.com"])
        #expect(property("firstName") == ["c": "Alice"] && property("emailVerified", "boolean") == ["c": true])
        #expect(property("nothing") == [:])
    }

    @Test func `the full name, the subject, the groups and the address`() {
        let grant = Grant.demo()
        let on = ["access.token.claim": "true"]
        #expect(grant.claims(("oidc-full-name-mapper", on)) == ["name": "Alice Liddell"])
        #expect(grant.claims(("oidc-sub-mapper", on)) == ["sub": .string(grant.user.id)])
        let groups = on.merging(["claim.name": "groups"]) { $1 }
        #expect(grant.claims(("oidc-group-membership-mapper", groups)) == ["groups": ["night"]])
        let paths = groups.merging(["full.path": "true"]) { $1 }
        #expect(grant.claims(("oidc-group-membership-mapper", paths)) == ["groups": ["/staff/night"]])
        let address = on.merging(["user.attribute.street": "level"]) { $1 }
        #expect(grant.claims(("oidc-address-mapper", address)) == ["address": ["street_address": "7"]])
    }

    @Test func `attributes and claims whose names look the same are two`() {
        let names = ["caf\u{e9}", "cafe\u{301}"]
        let grant = Grant.demo(attributes: [names[0]: ["0"], names[1]: ["1"]])
        func config(_ name: String) -> [String: String] {
            ["user.attribute": name, "claim.name": name, "access.token.claim": "true"]
        }
        let claims = grant.claims((attribute, config(names[0])), (attribute, config(names[1])))
        #expect(names.map { claims[$0] } == ["0", "1"])
    }

    @Test func `a dot in a claim's name separates, whatever accent follows`() {
        let config: [String: String] = [
            "user.attribute": "level", "claim.name": "a.\u{301}b", "access.token.claim": "true",
        ]
        #expect(Grant.demo().claims((attribute, config))["a"]?["\u{301}b"] == "7")
    }
}
