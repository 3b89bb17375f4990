import JSON
import Testing

@testable import MockIDP

/// No admin role alone makes its holder more than he is, through whatever door (Keycloak's RolePermissionsV2; modelled).
@Suite struct SelfLiftTests {
    private static let adminRoles = [
        "view-realm", "manage-realm", "view-users", "manage-users", "query-users", "query-groups", "view-clients",
        "manage-clients", "query-clients", "create-client", "view-events", "manage-events", "view-identity-providers",
        "manage-identity-providers", "view-authorization", "manage-authorization", "query-realms", "impersonation",
    ]

    /// One way to put a role into another or onto a user.
    struct Door: CustomTestStringConvertible {
        let testDescription: String
        let method: String
        let path: String
        let body: JSONValue
    }

    /// Every door by which `prize`, a role of `realm-management`, might come to `user`.
    private func doors(_ admin: AdminSession, user: String, prize: JSONValue) async throws -> [Door] {
        let management = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
        let account = try await admin.get("/clients?clientId=account")[0]?["id"]?.string ?? ""
        let app = try await admin.get("/clients?clientId=app")[0]?["id"]?.string ?? ""
        let group = try await admin.get("/groups")[0]?["id"]?.string ?? ""
        let everyone = try await admin.get("/roles/default-roles-house")["id"]?.string ?? ""
        let profile = try await admin.get("/clients/\(account)/roles/view-profile")["id"]?.string ?? ""
        let name = prize["name"]?.string ?? ""
        let named: JSONValue = ["client": ["realm-management": [.string(name)]]]
        let mapping = "/role-mappings/clients/\(management)"
        let grants: JSONValue = ["realm-management": [.string(name)]]
        let mapper: JSONValue = [
            "name": "lift", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-role-mapper",
            "config": ["role": .string("realm-management." + name)],
        ]
        return [
            Door("realm role", "POST", "/roles/default-roles-house/composites", [prize]),
            Door("role by id", "POST", "/roles-by-id/\(everyone)/composites", [prize]),
            Door("client role", "POST", "/clients/\(account)/roles/view-profile/composites", [prize]),
            Door("client role by id", "POST", "/roles-by-id/\(profile)/composites", [prize]),
            Door("own admin role", "POST", "/clients/\(management)/roles/query-realms/composites", [prize]),
            Door("new realm role", "POST", "/roles", ["name": "lift", "composite": true, "composites": named]),
            Door(
                "new client role", "POST", "/clients/\(app)/roles",
                ["name": "lift", "composite": true, "composites": named]),
            Door(
                "changed role", "PUT", "/roles/default-roles-house",
                ["name": "default-roles-house", "composite": true, "composites": named]),
            Door("renamed role", "PUT", "/clients/\(management)/roles/query-realms", ["name": .string(name)]),
            Door("user", "POST", "/users/\(user)" + mapping, [prize]),
            Door("group", "POST", "/groups/\(group)" + mapping, [prize]),
            Door("group of the realm", "PUT", "/default-groups/\(group)", nil),
            Door("changed user", "PUT", "/users/\(user)", ["clientRoles": grants]),
            Door("changed group", "PUT", "/groups/\(group)", ["name": "team", "clientRoles": grants]),
            Door("new group", "POST", "/groups", ["name": "lift", "clientRoles": grants]),
            Door("realm", "PUT", "", ["defaultRole": prize]),
            Door("realm's old list", "PUT", "", ["defaultRoles": [.string(name)]]),
            Door("mapper", "POST", "/clients/\(app)/protocol-mappers/models", mapper),
            Door(
                "client", "PUT", "/clients/\(app)",
                ["serviceAccountsEnabled": true, "defaultRoles": [.string(name)]]),
        ]
    }

    @Test(arguments: adminRoles) func `lifts no one`(role: String) async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob", password: "pw")
            try await admin.grant(role, to: user)
            _ = try await admin.client(["clientId": "app"])
            let group = try await admin.send("POST", "/groups", ["name": "team"]).id
            try await admin.send("PUT", "/users/\(user)/groups/\(group)")
            let held = try await admin.powers(of: user)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let management = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
            for prize in ["realm-admin", "manage-users", "impersonation"]
            where !held.contains(prize) {
                let prize = try await admin.get("/clients/\(management)/roles/\(prize)")
                for door in try await doors(admin, user: user, prize: prize) {
                    let answer = try await bob.send(door.method, door.path, door.body.isNull ? nil : door.body)
                    let now = try await admin.powers(of: user)
                    #expect(now == held, "\(role) through \(door.testDescription): \(answer.status)")
                }
            }
        }
    }

    @Test func `what is not above the caller may be passed on`() async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob", password: "pw")
            for role in ["manage-realm", "manage-clients"] { try await admin.grant(role, to: user) }
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let management = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
            let expected = [
                ("view-clients", 204), ("manage-realm", 204), ("query-users", 204), ("view-users", 403),
                ("realm-admin", 403),
            ]
            for (name, status) in expected {
                let part = try await admin.get("/clients/\(management)/roles/\(name)")
                let answer = try await bob.send("POST", "/roles/default-roles-house/composites", [part])
                #expect(answer.status == status, "\(name)")
            }
            let made: JSONValue = ["name": "x", "composites": ["realm": ["offline_access"]]]
            #expect(try await bob.send("POST", "/roles", made).status == 201)
            let unknown: JSONValue = ["name": "y", "composites": ["realm": ["nope"]]]
            let refused = try await bob.send("POST", "/roles", unknown).json["errorMessage"]
            #expect(refused == "Realm Role with name nope does not exist")
            #expect(try await admin.send("GET", "/roles/y").status == 404)
        }
    }

    @Test func `who manages clients of master gets no further`() async throws {
        try await withAdmin { admin in
            let master = admin.at("master")
            let user = try await master.user("bob", password: "pw")
            let client = try await master.get("/clients?clientId=master-realm")[0]?["id"]?.string ?? ""
            for name in ["manage-realm", "manage-clients", "manage-users"] {
                let role = try await master.get("/clients/\(client)/roles/\(name)")
                try await master.send("POST", "/users/\(user)/role-mappings/clients/\(client)", [role])
            }
            let bob = try await master.loggedIn(as: "bob", password: "pw")
            let house = try await master.get("/clients?clientId=house-realm")[0]?["id"]?.string ?? ""
            var prizes = [try await master.get("/roles/admin"), try await master.get("/roles/create-realm")]
            prizes.append(try await master.get("/clients/\(house)/roles/view-users"))
            for prize in prizes {
                let parts = "/roles/default-roles-master/composites"
                #expect(try await bob.send("POST", parts, [prize]).status == 403, "\(prize)")
                let isOfClient = prize["clientRole"] == true
                let mapping = "/users/\(user)/role-mappings/" + (isOfClient ? "clients/\(house)" : "realm")
                #expect(try await bob.send("POST", mapping, [prize]).status == 403, "\(prize)")
                let left = try await bob.get(mapping + "/available").array ?? []
                #expect(!left.contains { $0["id"] == prize["id"] }, "what he may not give is not offered")
            }
        }
    }

    @Test func `a client without a name holds no realm roles`() async throws {
        try await withAdmin { admin in
            let master = admin.at("master")
            let made = try await master.send("POST", "/clients", ["clientId": ""])
            let user = try await master.user("bob", password: "pw")
            if made.status == 201 {
                let client = try await master.get("/clients").array?.first { $0["clientId"] == "" }?["id"]?.string ?? ""
                try await master.send("POST", "/clients/\(client)/roles", ["name": "create-realm"])
                let role = try await master.get("/clients/\(client)/roles/create-realm")
                try await master.send("POST", "/users/\(user)/role-mappings/clients/\(client)", [role])
            }
            let bob = try await master.loggedIn(as: "bob", password: "pw")
            let realms = bob.at("")
            #expect(try await realms.send("POST", "", ["realm": "taken"]).status == 403)
        }
    }

    @Test func `scope mappings need the right over the role`() async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob", password: "pw")
            try await admin.grant("manage-clients", to: user)
            let app = try await admin.client(["clientId": "app", "fullScopeAllowed": false])["id"]?.string ?? ""
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let ofRealm = try await admin.get("/roles/offline_access")
            let account = try await admin.get("/clients?clientId=account")[0]?["id"]?.string ?? ""
            let ofClient = try await admin.get("/clients/\(account)/roles/view-profile")
            let mappings = "/clients/\(app)/scope-mappings"
            #expect(try await bob.send("POST", mappings + "/realm", [ofRealm]).status == 403)
            #expect(try await bob.send("POST", mappings + "/clients/\(account)", [ofClient]).status == 204)
            #expect(try await admin.send("POST", mappings + "/realm", [ofRealm]).status == 204)
            #expect(try await bob.send("DELETE", mappings + "/realm", [ofRealm]).status == 403)
            #expect(try await bob.send("DELETE", mappings + "/realm").status == 204)
            #expect(
                try await admin.get(mappings + "/realm")[0]?["name"] == "offline_access", "what he may not take stays")
        }
    }
}

extension SelfLiftTests.Door {
    init(_ name: String, _ method: String, _ path: String, _ body: JSONValue) {
        self.init(testDescription: name, method: method, path: path, body: body)
    }
}

extension AdminSession {
    /// The roles over this realm's administration that a user has in whatever way.
    func powers(of user: String) async throws -> Set<String> {
        let client = try await get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
        let roles = try await get("/users/\(user)/role-mappings/clients/\(client)/composite")
        return Set(roles.array?.compactMap { $0["name"]?.string } ?? [])
    }
}
