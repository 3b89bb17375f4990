import Crypto
import HTTPServer
import JOSE
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// The tokens of a grant, as Keycloak writes them.
@Suite struct MintTests {
    @Test func `a service account's token has Keycloak's claims in Keycloak's order`() async throws {
        try await withDemoRealm { lab in
            let answer = await lab.post("token", ["grant_type": "client_credentials"])
            #expect(
                answer.json.object?.names == [
                    "access_token", "expires_in", "refresh_expires_in", "token_type", "not-before-policy", "scope",
                ])
            // Recordings client_credentials 7 and events_sessions: clientHost comes before or after email_verified.
            let claims = claims(of: answer["access_token"])
            #expect(
                claims.names == [
                    "exp", "iat", "jti", "iss", "aud", "sub", "typ", "azp", "acr", "allowed-origins", "realm_access",
                    "resource_access", "scope", "email_verified", "clientHost", "preferred_username", "clientAddress",
                    "client_id",
                ])
            #expect(claims["iss"]?.string == lab.issuer && claims["azp"] == "web" && claims["client_id"] == "web")
            #expect(claims["preferred_username"] == "service-account-web" && claims["clientAddress"] == "127.0.0.1")
            #expect(claims["jti"]?.string?.hasPrefix("trrtcc:") == true)
            #expect(claims["iat"]?.int == 1_800_000_000 && claims["exp"]?.int == 1_800_000_300)
            #expect(claims["scope"] == "profile email" || claims["scope"] == "email profile")
        }
    }

    @Test func `a user's tokens have Keycloak's claims in Keycloak's order`() async throws {
        try await withDemoRealm { lab in
            let answer = await lab.logIn(["scope": "openid"])
            #expect(
                answer.json.object?.names == [
                    "access_token", "expires_in", "refresh_expires_in", "refresh_token", "token_type", "id_token",
                    "not-before-policy", "session_state", "scope",
                ])
            // Recording password_grant 8.
            let access = claims(of: answer["access_token"])
            #expect(
                access.names == [
                    "exp", "iat", "jti", "iss", "aud", "sub", "typ", "azp", "sid", "acr", "allowed-origins",
                    "realm_access", "resource_access", "scope", "email_verified", "name", "preferred_username",
                    "given_name", "family_name", "email",
                ])
            #expect(access["aud"] == "other" && access["resource_access"]?["web"]?["roles"] == ["invoke"])
            #expect(access["jti"]?.string?.hasPrefix("onrtro:") == true)
            #expect(
                claims(of: answer["refresh_token"]).names == [
                    "exp", "iat", "jti", "iss", "aud", "sub", "typ", "azp", "sid", "scope", "aud_x", "prov",
                ])
            let identity = claims(of: answer["id_token"])
            #expect(
                identity.names == [
                    "exp", "iat", "jti", "iss", "aud", "sub", "typ", "azp", "sid", "at_hash", "acr", "email_verified",
                    "name", "preferred_username", "given_name", "family_name", "email",
                ])
            #expect(identity["aud"] == "web" && identity["typ"] == "ID" && identity["name"] == "Alice Liddell")
        }
    }

    @Test func `at_hash is the left half of the access token's digest`() async throws {
        try await withDemoRealm { lab in
            let answer = await lab.logIn(["scope": "openid"])
            let digest = Digest.sha256.hash(Array(answer["access_token"].utf8))
            #expect(claims(of: answer["id_token"])["at_hash"]?.string == Base64.urlEncode(Array(digest.prefix(16))))
        }
    }

    @Test func `access tokens are signed by RS256, refresh tokens by HS512`() async throws {
        try await withDemoRealm { lab in
            let answer = await lab.logIn()
            let access = try JWS.parse(answer["access_token"])
            #expect(access.algorithm == .rs256 && access.type == "JWT")
            let realm = try #require(try await lab.idp.realms.realm(named: "demo"))
            #expect(access.keyID == realm.keys.active("RS256")?.kid)
            #expect(try JWS.parse(answer["refresh_token"]).algorithm == .hs512)
        }
    }

    @Test(arguments: ["RS384", "PS256", "ES256", "ES512", "EdDSA", "HS256"])
    func `a client may ask for another algorithm, for which the realm gets a key`(_ algorithm: String) async throws {
        try await withDemoRealm { lab in
            try await lab.changeClient("web", ["attributes": ["access.token.signed.response.alg": .string(algorithm)]])
            let token = await lab.logIn(["scope": "openid"])["access_token"]
            #expect(try JWS.parse(token).algorithm?.rawValue == algorithm)
            #expect(await lab.userInfo(token).status == 200)
        }
    }

    @Test func `two tokens of one second differ in their jti`() async throws {
        try await withDemoRealm { lab in
            let form = ["grant_type": "client_credentials"]
            let (one, other) = (await lab.post("token", form), await lab.post("token", form))
            #expect(claims(of: one["access_token"])["jti"] != claims(of: other["access_token"])["jti"])
        }
    }
}
