import JOSE
import JSON
import Testing
import Text

@testable import Tokens

/// Tokens of a grant made of plain values: no server, no store, no clock.
@Suite struct MintTests {
    private let now = 1_800_000_000

    private func key(_ algorithm: String) -> TokenKey? {
        guard algorithm == "HS256" || algorithm == "HS512" else { return nil }
        let header = JWS.headerPart(JWS.header(algorithm: algorithm, keyID: "k"))
        return TokenKey(algorithm: algorithm, kid: "k", signer: .secret(secret), headerPart: header)
    }

    private var secret: [UInt8] { Array(repeating: 7, count: 64) }

    private func verified(_ token: [UInt8], of realm: TokenRealm, at now: Int) throws(TokenRefusal) -> VerifiedToken {
        let claims = VerifiedToken.signedClaims(String(decoding: token, as: UTF8.self)) { _, keyID in
            keyID == "k" ? .secret(secret) : nil
        }
        return try VerifiedToken(claims, issuer: "https://idp.test/realms/demo", of: realm, at: now)
    }

    @Test func `tokens say who was granted what, until when`() throws {
        var realm = TokenRealm()
        realm.signatureAlgorithm = "HS256"
        realm.lifespans.accessToken = 60
        var grant = Grant.demo(realm: realm, scopes: ["profile"])
        grant.session = TokenSession(id: "s", started: now, clientStarted: now)
        let prepared = PreparedGrant(grant, hasRefreshToken: true)
        let tokens = try mint(prepared, with: key, at: now) { "id" }
        let access = try verified(tokens.accessToken, of: realm, at: now + 59)
        #expect(access.authorizedParty == "web" && access.type == "Bearer" && access.id == "onrtro:id")
        #expect(access.scope == "openid profile" && access.sessionID == "s" && access.issuedAt == now)
        let refresh = try verified(try #require(tokens.refreshToken), of: realm, at: now + 1799)
        #expect(refresh.type == "Refresh" && refresh.subject == nil && refresh.audience == [grant.issuer])
        #expect(throws: TokenRefusal.notActive) { try verified(tokens.accessToken, of: realm, at: now + 60) }
        realm.notBefore = now + 1
        #expect(throws: TokenRefusal.stale) { try verified(tokens.accessToken, of: realm, at: now) }
    }

    @Test func `a realm without a key for an algorithm makes no token`() {
        let prepared = PreparedGrant(.demo(), hasRefreshToken: false)
        #expect(throws: MintError.self) { try mint(prepared, with: key, at: now) { "id" } }
    }

    @Test func `scopes, roles and origins that look alike are told apart`() {
        var client = TokenClient(clientId: "web")
        client.defaultScopes = [TokenScope(name: "caf\u{e9}")]
        #expect(ScopeSelection("caf\u{e9}", for: client, in: TokenRealm()) != nil)
        #expect(ScopeSelection("cafe\u{301}", for: client, in: TokenRealm()) == nil)
        var grant = Grant.demo()
        grant.notes = ["n": "x"]
        let renamed = grant.claims(
            ("oidc-role-name-mapper", ["role": "reader\u{301}", "new.role.name": "other"]),
            (
                "oidc-usermodel-realm-role-mapper",
                ["claim.name": "r", "access.token.claim": "true", "multivalued": "true"]
            ))
        #expect(renamed == ["r": ["reader"]])
    }
}
