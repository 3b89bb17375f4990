import MockIDP
import MockIDPTestKit
import Testing

/// Realms made of parts.
@Suite struct RealmBuilderTests {
    @Test func `a realm has the parts that it was made of`() async throws {
        try await withMockIDP { idp in
            let shop = try await idp.realm("shop", fields: ["accessTokenLifespan": 30, "displayName": "The Shop"]) {
                role("buyer", description: "May buy")
                role("manager", composites: ["buyer"])
                group("staff", roles: ["buyer"]) {
                    group("night", attributes: ["floor": ["3"]])
                }
                client("web", secret: "s3cret", redirectURIs: ["https://shop.example/*"], roles: ["admin"])
                client("robot", secret: "r0bot", serviceAccountRoles: ["manager"])
                user("alice", password: "wonderland", clientRoles: ["web": ["admin"]], groups: ["staff/night"])
            }
            let robot = try await shop.token(client: "robot", secret: "r0bot")
            let roles = robot.claims["realm_access"]?["roles"]?.strings ?? []
            #expect(roles.contains("manager") && roles.contains("buyer") && robot.expiresIn == 30)

            let alice = try await shop.token(client: "web", secret: "s3cret", user: "alice", password: "wonderland")
            #expect(alice.claims["resource_access"]?["web"]?["roles"] == ["admin"])
            #expect(alice.claims["realm_access"]?["roles"]?.strings.contains("buyer") == true, "by her group")

            #expect(try await idp.admin("GET", "/realms/shop")["displayName"] == "The Shop")
            #expect(try await idp.admin("GET", "/realms/shop/roles/buyer")["description"] == "May buy")
            let web = try await idp.admin("GET", "/realms/shop/clients?clientId=web")[0]
            #expect(web?["redirectUris"] == ["https://shop.example/*"] && web?["publicClient"] == false)
            let night = try await idp.admin("GET", "/realms/shop/group-by-path/staff/night")
            #expect(night["attributes"] == ["floor": ["3"]])
        }
    }

    @Test(arguments: [true, false]) func `parts may depend on conditions and come from loops`(isLarge: Bool)
        async throws
    {
        let realm = Realm("many") {
            if isLarge { role("large") } else { role("small") }
            for number in 1...3 { user("user\(number)", password: "pw") }
            group("all") {
                if isLarge { group("some") }
                for number in 1...2 { group("g\(number)") }
            }
            if !isLarge { client("only-in-small") }
        }
        try await withMockIDP(realms: [realm]) { idp in
            func names(_ path: String, _ field: String) async throws -> [String] {
                try await idp.admin("GET", "/realms/many" + path).array?.compactMap { $0[field]?.string } ?? []
            }
            #expect(try await names("/users", "username") == ["user1", "user2", "user3"])
            #expect(try await names("/roles", "name").contains(isLarge ? "large" : "small"))
            #expect(try await names("/clients?clientId=only-in-small", "clientId").isEmpty == isLarge)
            let all = try await idp.admin("GET", "/realms/many/groups?search=g1&populateHierarchy=true")[0]
            #expect(all?["name"] == "all" && all?["subGroupCount"] == (isLarge ? 3 : 2))
        }
    }

    @Test func `further fields stand beside those that have a word, or in their place`() async throws {
        let realm = Realm("r", fields: ["roles": ["realm": [["name": "first"]]], "loginWithEmailAllowed": false]) {
            role("second")
            user("bob", password: "pw", fields: ["enabled": false, "email": nil])
            client("web", fields: ["consentRequired": true, "attributes": ["a": "b"]])
        }
        try await withMockIDP(realms: [realm]) { idp in
            let roles = try await idp.admin("GET", "/realms/r/roles").array?.compactMap { $0["name"]?.string } ?? []
            #expect(roles.contains("first") && roles.contains("second"))
            #expect(try await idp.admin("GET", "/realms/r")["loginWithEmailAllowed"] == false)
            let bob = try await idp.admin("GET", "/realms/r/users?username=bob")[0]
            #expect(bob?["enabled"] == false && bob?["email"] == nil && bob?["firstName"] == "bob")
            let web = try await idp.admin("GET", "/realms/r/clients?clientId=web")[0]
            #expect(web?["consentRequired"] == true && web?["attributes"]?["a"] == "b")
        }
    }

    @Test func `a realm that cannot be made says what is wrong with it, and where`() async throws {
        try await withMockIDP { idp in
            let error = await #expect(throws: IDPError.self) {
                try await idp.realm("shop") {
                    user("alice", groups: ["none"])
                    user("bob", groups: ["nope"])
                }
            }
            #expect(error?.request == "POST /admin/realms" && error?.status == 500)
            #expect(error?.details.count == 2)
            #expect(error?.details.contains { $0.contains("/nope") && $0.contains("$.users[1]") } == true)
            #expect(error?.description.contains("none") == true)
            _ = try await idp.realm("shop") {}
            let again = await #expect(throws: IDPError.self) { try await idp.realm("shop") {} }
            #expect(again?.description == "POST /admin/realms: 409 Realm shop already exists")
        }
    }
}
