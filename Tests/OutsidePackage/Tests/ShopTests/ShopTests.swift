import MockIDPTestKit
import Testing

@Suite struct ShopTests {
    let shop = Realm("shop") {
        role("buyer")
        client("web", secret: "s3cret", serviceAccount: true, audience: ["orders"])
        user("alice", password: "wonderland", roles: ["buyer"])
    }

    @Test func `alice may buy`() async throws {
        try await withMockIDP(realms: [shop]) { idp in
            let token = try await idp.token(
                realm: "shop", client: "web", secret: "s3cret", user: "alice", password: "wonderland")
            let orders = Orders(userinfo: try await idp.realm("shop").userinfoEndpoint)
            #expect(try await orders.place(with: token.accessToken) == "ordered by alice")
            #expect(token.claims["realm_access"]?["roles"]?.strings.contains("buyer") == true)
            #expect(idp.requests.map(\.path) == ["/realms/shop/protocol/openid-connect/userinfo"])
        }
    }

    @Test func `nobody buys with a token of yesterday`() async throws {
        let clock = ManualClock()
        try await withMockIDP(realms: [shop], clock: clock) { idp in
            let realm = try await idp.realm("shop")
            let token = try await realm.token(client: "web", secret: "s3cret", user: "alice", password: "wonderland")
            clock.advance(bySeconds: 86_400)
            let orders = Orders(userinfo: realm.userinfoEndpoint)
            #expect(try await orders.place(with: token.accessToken) == "refused")
        }
    }

    @Test func `a service has tokens of its own, and new keys do it no harm`() async throws {
        try await withMockIDP { idp in
            let realm = try await idp.realm("depot") {
                client("robot", secret: "r0bot", serviceAccountRoles: ["packer"])
                role("packer")
            }
            let before = try await realm.token(client: "robot", secret: "r0bot")
            try await realm.rotateKeys()
            let after = try await realm.token(client: "robot", secret: "r0bot")
            #expect(before.header["kid"] != after.header["kid"] && after.claims["iss"]?.string == realm.issuer)
        }
    }

    @Test func `a wrong secret is refused as Keycloak refuses it`() async throws {
        try await withMockIDP(realms: [shop]) { idp in
            let refused = await #expect(throws: IDPError.self) {
                try await idp.token(realm: "shop", client: "web", secret: "guessed")
            }
            #expect(refused?.status == 401 && refused?.error == "unauthorized_client")
        }
    }
}
