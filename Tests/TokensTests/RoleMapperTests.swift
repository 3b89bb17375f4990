import JSON
import Testing

@testable import Tokens

/// Mappers that write, add or rename roles, and audiences (recording: mappers).
@Suite struct RoleMapperTests {
    private let realmRoles = (
        "oidc-usermodel-realm-role-mapper",
        ["claim.name": "realm_access.roles", "access.token.claim": "true", "multivalued": "true"]
    )
    private let clientRoles = (
        "oidc-usermodel-client-role-mapper",
        ["claim.name": "resource_access.${client_id}.roles", "access.token.claim": "true", "multivalued": "true"]
    )

    @Test func `realm roles go to a dotted claim`() {
        let grant = Grant.demo()
        #expect(grant.claims(realmRoles) == ["realm_access": ["roles": ["reader"]]])
        var prefixed = realmRoles
        prefixed.1["usermodel.realmRoleMapping.rolePrefix"] = "R_"
        #expect(grant.claims(prefixed) == ["realm_access": ["roles": ["R_reader"]]])
        let carol = Grant.demo(user: "carol")
        #expect(carol.claims(realmRoles) == [:])
    }

    @Test func `client roles go to a claim for each client`() {
        let access = Grant.demo().claims(clientRoles)["resource_access"]
        #expect(access?["web"] == ["roles": ["invoke"]] && access?["other"] == ["roles": ["edit"]])
    }

    @Test func `client roles may be those of one client, under any name`() {
        var one = clientRoles
        one.1["usermodel.clientRoleMapping.clientId"] = "other"
        one.1["usermodel.clientRoleMapping.rolePrefix"] = "o-"
        one.1["claim.name"] = "roles"
        let grant = Grant.demo()
        #expect(grant.claims(one) == ["roles": ["o-edit"]])
    }

    @Test func `two role mappers may share a claim`() {
        var (one, other) = (realmRoles, clientRoles)
        one.1["claim.name"] = "roles"
        other.1["claim.name"] = "roles"
        let roles = Grant.demo().claims(one, other)["roles"]?.array?.compactMap(\.string)
        #expect(roles?.sorted() == ["edit", "invoke", "reader"])
    }

    @Test func `a hardcoded role is there for everyone, before roles are written`() {
        let grant = Grant.demo()
        let claims = grant.claims(realmRoles, ("oidc-hardcoded-role-mapper", ["role": "guest"]))
        #expect(claims == ["realm_access": ["roles": ["reader", "guest"]]])
        let ofClient = grant.claims(clientRoles, ("oidc-hardcoded-role-mapper", ["role": "third.guest"]))
        #expect(ofClient["resource_access"]?["third"] == ["roles": ["guest"]])
    }

    @Test func `a renamed role keeps its place, or becomes another client's`() {
        let grant = Grant.demo()
        let renamed = ("oidc-role-name-mapper", ["role": "reader", "new.role.name": "viewer"])
        #expect(grant.claims(realmRoles, renamed) == ["realm_access": ["roles": ["viewer"]]])
        let moved = ("oidc-role-name-mapper", ["role": "web.invoke", "new.role.name": "other.call"])
        let access = grant.claims(clientRoles, moved)["resource_access"]
        #expect(access?["web"] == nil)
        #expect(Set(access?["other"]?["roles"]?.array?.compactMap(\.string) ?? []) == ["edit", "call"])
    }

    @Test func `clients of which the user has roles are the audience, but not the token's own`() {
        let grant = Grant.demo()
        #expect(grant.claims(("oidc-audience-resolve-mapper", [:])) == ["aud": "other"])
        #expect(grant.claims(for: .idToken, ("oidc-audience-resolve-mapper", ["id.token.claim": "true"])) == [:])
    }

    @Test func `an audience may be a client or any text`() {
        let grant = Grant.demo()
        func audience(_ name: String, _ value: String) -> (String, [String: String]) {
            ("oidc-audience-mapper", [name: value, "access.token.claim": "true"])
        }
        let custom = audience("included.custom.audience", "https://api.example")
        #expect(grant.claims(audience("included.client.audience", "other")) == ["aud": "other"])
        #expect(grant.claims(custom, custom) == ["aud": "https://api.example"])
        let both = grant.claims(custom, audience("included.client.audience", "other"))
        #expect(both == ["aud": ["https://api.example", "other"]])
    }

    @Test func `of two roles with one name the first is renamed`() {
        let claims = Grant.demo().claims(
            realmRoles, ("oidc-hardcoded-role-mapper", ["role": "guest"]),
            ("oidc-role-name-mapper", ["role": "guest", "new.role.name": "reader"]),
            ("oidc-role-name-mapper", ["role": "reader", "new.role.name": "first"]),
            ("oidc-role-name-mapper", ["role": "reader", "new.role.name": "second"]),
            ("oidc-role-name-mapper", ["role": "reader", "new.role.name": "third"]))
        #expect(claims == ["realm_access": ["roles": ["first", "second"]]])
    }
}
