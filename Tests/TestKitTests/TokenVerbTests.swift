import MockIDP
import MockIDPTestKit
import Testing

/// The realm that these tests ask.
private let shop = Realm("shop") {
    role("buyer")
    client("web", secret: "s3cret", serviceAccount: true, audience: ["api"])
    client("spa")
    user("alice", password: "wonder land&", roles: ["buyer"])
}

/// Tokens in a line, and what their endpoint refuses.
@Suite struct TokenVerbTests {
    @Test func `a client gets a token for itself, and its claims are read by name`() async throws {
        try await withMockIDP(realms: [shop], clock: ManualClock(at: 1_800_000_000)) { idp in
            let token = try await idp.token(realm: "shop", client: "web", secret: "s3cret")
            #expect(token.claims["iss"]?.string == "\(idp.baseURL)/realms/shop")
            #expect(token.claims["azp"] == "web" && token.claims["aud"]?.strings.contains("api") == true)
            #expect(token.claims["exp"]?.int == 1_800_000_000 + token.expiresIn && token.expiresIn == 300)
            #expect(token.header["alg"] == "RS256" && token.header["kid"]?.string != nil)
            #expect(token.refreshToken == nil && token.idToken == nil && token.idTokenClaims.isNull)
        }
    }

    @Test func `a user gets tokens with roles and an ID token, and they are renewed`() async throws {
        try await withMockIDP(realms: [shop]) { idp in
            let realm = try await idp.realm("shop")
            let token = try await realm.token(client: "spa", user: "alice", password: "wonder land&")
            #expect(token.claims["preferred_username"] == "alice" && token.claims["iss"]?.string == realm.issuer)
            #expect(token.claims["realm_access"]?["roles"]?.strings.contains("buyer") == true)
            #expect(token.idTokenClaims["aud"] == "spa" && token.scope.contains("openid"))
            let renewed = try await realm.token(
                client: "spa",
                parameters: [("grant_type", "refresh_token"), ("refresh_token", token.refreshToken ?? "")])
            #expect(renewed.claims["sid"] == token.claims["sid"] && renewed.claims["jti"] != token.claims["jti"])
            let plain = try await idp.token(
                realm: "shop", client: "spa", user: "alice", password: "wonder land&", scope: "email")
            #expect(plain.idToken == nil && plain.claims["email"] == "alice@example.com")
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let status: Int
        let error: String
        let sentence: String?
        let ask: @Sendable (MockIDPServer) async throws -> TokenResponse
        var testDescription: String { "\(status) \(error)" }
    }

    static let refusals = [
        Refusal(status: 401, error: "unauthorized_client", sentence: "Invalid client or Invalid client credentials") {
            try await $0.token(realm: "shop", client: "web", secret: "wrong")
        },
        Refusal(status: 400, error: "invalid_grant", sentence: "Invalid user credentials") {
            try await $0.token(realm: "shop", client: "spa", user: "alice", password: "wrong")
        },
        Refusal(status: 400, error: "invalid_scope", sentence: "Invalid scopes: nope") {
            try await $0.token(realm: "shop", client: "web", secret: "s3cret", scope: "nope")
        },
        Refusal(status: 404, error: "Realm does not exist", sentence: nil) {
            try await $0.token(realm: "no/realm", client: "web")
        },
    ]

    @Test(arguments: refusals)
    func `what is refused is an error with the server's status and sentence`(_ refusal: Refusal) async throws {
        try await withMockIDP(realms: [shop]) { idp in
            let error = await #expect(throws: IDPError.self) { try await refusal.ask(idp) }
            #expect(error?.status == refusal.status && error?.error == refusal.error)
            #expect(error?.errorDescription == refusal.sentence)
            let said = [refusal.error, refusal.sentence].compactMap { $0 }.joined(separator: ": ")
            #expect(error?.description.hasSuffix(": \(refusal.status) \(said)") == true)
            #expect(error?.description.contains("wrong") == false)
        }
    }

    @Test func `tokens expire when the clock is moved, and it can be set`() async throws {
        let clock = ManualClock(at: 1_800_000_000)
        try await withMockIDP(realms: [shop], clock: clock) { idp in
            let realm = try await idp.realm("shop")
            let token = try await realm.token(client: "spa", user: "alice", password: "wonder land&").accessToken
            #expect(try await Web.get(realm.userinfoEndpoint, token: token).status == 200)
            clock.advance(bySeconds: 301)
            #expect(clock.seconds == 1_800_000_301)
            #expect(try await Web.get(realm.userinfoEndpoint, token: token).status == 401)
            clock.seconds = 1_900_000_000
            let later = try await realm.token(client: "web", secret: "s3cret")
            #expect(later.claims["iat"] == 1_900_000_000)
        }
    }
}
