import Crypto
import MockIDP
import MockIDPTestKit
import Testing

/// Where realms are, what was asked, and how they change.
@Suite struct ServerVerbTests {
    @Test(arguments: ["", "/auth"]) func `every address of a realm leads to it`(prefix: String) async throws {
        try await withMockIDP({ $0.relativePath = prefix }) { idp in
            let realm = try await idp.realm("a b ü") { client("web", secret: "s", serviceAccount: true) }
            #expect(realm.issuer == "\(idp.baseURL)/realms/a%20b%20%C3%BC")
            #expect(try await idp.issuer("a b ü") == realm.issuer && realm.metadata["issuer"]?.string == realm.issuer)
            #expect(try await Web.get(realm.discovery).status == 200)
            #expect(try await Web.get(realm.jwksURI).status == 200)
            #expect(try await Web.get(realm.userinfoEndpoint).status == 401)
            let token = try await realm.token(client: "web", secret: "s").accessToken
            let form = "client_id=web&client_secret=s&grant_type=client_credentials&token=\(token)"
            for address in [realm.tokenEndpoint, realm.introspectionEndpoint, realm.revocationEndpoint] {
                #expect(try await Web.post(address, form: form).status == 200, "\(address)")
            }
            for address in [realm.authorizationEndpoint, realm.endSessionEndpoint] {
                #expect(address.hasPrefix(realm.issuer + "/protocol/openid-connect/"))
            }
        }
    }

    @Test func `addresses are those that the server is told to be known by`() async throws {
        try await withMockIDP({ $0.hostname = "https://login.example" }) { idp in
            let realm = try await idp.realm("shop") { client("web", secret: "s", serviceAccount: true) }
            #expect(realm.issuer == "https://login.example/realms/shop")
            let token = try await realm.token(client: "web", secret: "s")
            #expect(token.claims["iss"]?.string == realm.issuer)
        }
    }

    @Test func `what came by the port is listed without its secrets, and the kit's own verbs are not`() async throws {
        try await withMockIDP(clock: ManualClock(at: 1_800_000_000)) { idp in
            let realm = try await idp.realm("shop") { client("web", secret: "s3cret", serviceAccount: true) }
            #expect(idp.requests.isEmpty)
            _ = try await Web.get(realm.jwksURI + "?code=s3cret", token: "s3cret")
            _ = try await Web.post(realm.tokenEndpoint, form: "client_id=web&client_secret=s3cret&grant_type=x")
            #expect(
                idp.requests.map(\.description) == [
                    "GET /realms/shop/protocol/openid-connect/certs 200",
                    "POST /realms/shop/protocol/openid-connect/token 400",
                ])
            #expect(idp.requests.allSatisfy { $0.seconds == 1_800_000_000 })
            #expect(!"\(idp.requests)".contains("s3cret"))
        }
    }

    @Test func `a reset leaves master alone, and a realm can be removed`() async throws {
        try await withMockIDP(realms: [Realm("one"), Realm("a b"), Realm("two")]) { idp in
            let one = try await idp.realm("one")
            _ = try await Web.get(one.jwksURI)
            try await one.delete()
            let gone = await #expect(throws: IDPError.self) { try await idp.realm("one") }
            #expect(gone?.status == 404 && idp.requests.count == 1)
            try await idp.reset()
            #expect(try await idp.admin("GET", "/realms").array?.map { $0["realm"] } == ["master"])
            #expect(idp.requests.isEmpty)
        }
    }

    @Test func `new keys sign, and what the old ones signed is still good`() async throws {
        let realm = Realm("shop") {
            client("spa")
            user("alice", password: "pw")
        }
        try await withMockIDP(realms: [realm]) { idp in
            let shop = try await idp.realm("shop")
            let old = try await shop.token(client: "spa", user: "alice", password: "pw")
            let kids = [try await shop.rotateKeys(), try await shop.rotateKeys()]
            let new = try await shop.token(client: "spa", user: "alice", password: "pw")
            #expect(new.header["kid"]?.string == kids[1] && kids[0] != kids[1])
            #expect(old.header["kid"] != new.header["kid"])
            #expect(try await Web.get(shop.userinfoEndpoint, token: old.accessToken).status == 200)
            let published = try await Web.get(shop.jwksURI).text
            for kid in kids + [old.header["kid"]?.string ?? "-"] { #expect(published.contains("\"\(kid)\"")) }
        }
    }

    @Test func `HTTPS is one word, and its authority is all that a client needs`() async throws {
        try await withMockIDP(realms: [Realm("shop")], https: .selfSigned, clock: ManualClock(at: 0)) { idp in
            let shop = try await idp.realm("shop")
            #expect(shop.issuer.hasPrefix("https://") && shop.issuer == "\(idp.httpsBaseURL ?? "")/realms/shop")
            let trust = try TLSContext(clientTrusting: idp.certificateAuthority)
            #expect(try await Web.get(shop.jwksURI, trust: trust).status == 200)
            #expect(try await Web.get(idp.baseURL + "/realms/shop").status == 200)
        }
        try await withMockIDP { idp in #expect(idp.httpsBaseURL == nil && idp.certificateAuthority == nil) }
    }

    @Test func `the administrator's token is good for the admin API, whoever administers`() async throws {
        try await withMockIDP {
            $0.adminUsername = "Root"
            $0.adminPassword = "t0p"
        } _: { idp in
            let answer = try await Web.get(idp.baseURL + "/admin/realms", token: try await idp.adminToken())
            #expect(answer.status == 200)
            let refused = await #expect(throws: IDPError.self) { try await idp.admin("GET", "/realms/none") }
            #expect(refused?.description == "GET /admin/realms/none: 404 Realm not found.")
        }
    }
}
