import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Things brought into a realm that is there (recordings: import_export 15 to 20, kcadm 112).
@Suite struct PartialImportTests {
    /// The rows of an answer: `ADDED CLIENT shop`.
    private func rows(_ answer: AdminSession.Answer) -> [String] {
        (answer.json["results"]?.array ?? []).map { row in
            ["action", "resourceType", "resourceName"].map { row[$0]?.string ?? "" }.joined(separator: " ")
        }
    }

    private func counts(_ answer: AdminSession.Answer) -> [Int?] {
        ["added", "overwritten", "skipped"].map { answer.json[$0]?.int }
    }

    private let shop: JSONObject = [
        "clients": [
            ["clientId": "shop", "secret": "s", "serviceAccountsEnabled": true, "directAccessGrantsEnabled": true]
        ],
        "roles": [
            "realm": [["name": "buyer", "composites": ["realm": ["offline_access"], "client": ["shop": ["view"]]]]],
            "client": ["shop": [["name": "view"], ["name": "pay"]]],
        ],
        "groups": [
            [
                "name": "staff", "path": "/staff", "realmRoles": ["buyer"],
                "subGroups": [["name": "web", "path": "/staff/web"]],
            ]
        ],
        "users": [
            [
                "username": "ann", "enabled": true, "email": "ann@example.com", "firstName": "A", "lastName": "B",
                "groups": ["/staff/web"], "clientRoles": ["shop": ["pay"], "account": ["manage-account"]],
                "realmRoles": ["offline_access"], "credentials": [["type": "password", "value": "pw"]],
            ]
        ],
    ]

    private func document(_ policy: String?, _ changes: JSONObject = [:]) -> JSONValue {
        var members = shop
        members["ifResourceExists"] = policy.map { .string($0) }
        for (name, value) in changes { members[name] = value }
        return .object(members)
    }

    @Test func `clients, roles, groups and users are made, and work`() async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/partialImport", document(nil))
            #expect(made.status == 200, "\(made.sentence ?? "")")
            #expect(counts(made) == [6, 0, 0])
            #expect(
                rows(made) == [
                    "ADDED CLIENT shop", "ADDED REALM_ROLE buyer", "ADDED CLIENT_ROLE shop-->view",
                    "ADDED CLIENT_ROLE shop-->pay", "ADDED GROUP staff", "ADDED USER ann",
                ])
            let ids = (made.json["results"]?.array ?? []).map { $0["id"]?.string ?? "" }
            #expect(try await admin.get("/clients/" + ids[0])["clientId"]?.string == "shop")
            #expect(ids[2] == ids[0])  // Keycloak names the client in the role's place
            #expect(try await admin.get("/groups/" + ids[4])["name"]?.string == "staff")
            #expect(try await admin.get("/users/" + ids[5] + "/groups")[0]?["path"]?.string == "/staff/web")
            let parts = try await admin.get("/roles/buyer/composites").array ?? []
            #expect(Set(parts.map { $0["name"]?.string }) == ["offline_access", "view"])
            let roles = try await admin.get("/users/" + ids[5] + "/role-mappings")
            #expect(roles["clientMappings"]?["account"]?["mappings"]?[0]?["name"]?.string == "manage-account")
            #expect(roles["realmMappings"]?.array?.count == 1)
            for grant in ["grant_type=client_credentials", "grant_type=password&username=ann&password=pw"] {
                let answer = await admin.form(
                    "/protocol/openid-connect/token", grant + "&client_id=shop&client_secret=s")
                #expect(answer.status == 200, "\(grant): \(answer.sentence ?? "")")
            }
        }
    }

    @Test func `what is there fails all of it, is passed by, or made anew`() async throws {
        try await withAdmin { admin in
            let first = try await admin.send("POST", "/partialImport", document("FAIL"))
            let again = try await admin.send(
                "POST", "/partialImport", document("FAIL", ["users": [["username": "new"]]]))
            #expect(again.status == 409)
            #expect(again.json["errorMessage"]?.string == "Client id 'shop' already exists")
            #expect(try await admin.get("/users?username=new").array == [])
            let skipped = try await admin.send("POST", "/partialImport", document("SKIP"))
            #expect(counts(skipped) == [0, 0, 6])
            #expect(skipped.json["results"]?[5]?["id"] == first.json["results"]?[5]?["id"])
            let anew = try await admin.send(
                "POST", "/partialImport",
                document("OVERWRITE", ["users": [["username": "other", "email": "ann@example.com"]]]))
            #expect(anew.status == 200, "\(anew.sentence ?? "")")
            #expect(counts(anew) == [0, 6, 0])
            #expect(rows(anew).first == "OVERWRITTEN CLIENT shop")
            #expect(try await admin.get("/users?username=ann").array == [])
            #expect(try await admin.get("/users?username=service-account-shop").array?.count == 1)
            let id = first.json["results"]?[0]?["id"]?.string ?? ""
            #expect(try await admin.send("GET", "/clients/" + id).status == 404)
        }
    }

    @Test(
        arguments: [
            (
                "realm role", ["roles": ["realm": [["name": "offline_access"]]]], 409,
                "Realm role 'offline_access' already exists."
            ),
            (
                "client role", ["roles": ["client": ["account": [["name": "view-profile"]]]]], 409,
                "Client role 'view-profile' for client 'account' already exists."
            ),
            (
                "no client", ["roles": ["client": ["gone": [["name": "r"]]]]], 412,
                "Can not import client roles for nonexistent client named gone"
            ),
            ("group", ["groups": [["name": "g", "path": "/g"]]], 409, "Group '/g' already exists"),
            ("user", ["users": [["username": "Uma"]]], 409, "User with user name Uma already exists."),
            (
                "email", ["users": [["username": "v", "email": "uma@x.org"]]], 409,
                "User with user name v already exists."
            ),
            ("twins", ["users": [["username": "t"], ["username": "t"]]], 409, nil),
            ("path", ["groups": [["name": "pg"]]], 500, nil), ("name", ["clients": [[:]]], 500, nil),
            ("composite", ["roles": ["realm": [["name": "r", "composites": ["realm": ["gone"]]]]]], 500, nil),
            ("membership", ["users": [["username": "w", "groups": ["/gone"]]]], 500, nil),
            ("policy", ["ifResourceExists": "NOPE"], 500, "Cannot parse the JSON"),
            (
                "password", ["users": [["username": "w", "credentials": [["value": "short"]]]]], 400,
                "Password policy not met. See logs for details"
            ),
        ] as [(String, JSONObject, Int, String?)])
    func `an import that fails makes nothing`(
        _ what: String, _ document: JSONObject, _ status: Int, _ sentence: String?
    ) async throws {
        try await withAdmin { admin in
            try await admin.send("PUT", "", ["passwordPolicy": "length(8)"])
            try await admin.send("POST", "/groups", ["name": "g"])
            try await admin.send("POST", "/users", ["username": "uma", "email": "uma@x.org"])
            var document = document
            if document["clients"] == nil { document["clients"] = [["clientId": "early"]] }
            let answer = try await admin.send("POST", "/partialImport", .object(document))
            #expect(answer.status == status, "\(what)")
            if let sentence { #expect(answer.sentence == sentence) }
            #expect(try await admin.get("/clients?clientId=early").array == [])
        }
    }

    @Test func `a realm's whole export is taken: its own clients are passed by`() async throws {
        try await withAdmin { admin in
            let whole: JSONValue = [
                "ifResourceExists": "SKIP", "realm": "elsewhere", "id": "x", "accessTokenLifespan": 3,
                "clients": [["clientId": "account"], ["clientId": "house-realm"], ["clientId": "own"]],
                "roles": ["realm": [["name": "offline_access"]], "client": ["account": [["name": "view-profile"]]]],
                "identityProviders": [["alias": "a", "providerId": "oidc"]],
            ]
            let answer = try await admin.send("POST", "/partialImport", whole)
            #expect(
                rows(answer) == [
                    "ADDED CLIENT own", "SKIPPED REALM_ROLE offline_access",
                    "SKIPPED CLIENT_ROLE account-->view-profile",
                ])
            #expect(try await admin.get("")["accessTokenLifespan"]?.int == 300)
        }
    }

    @Test func `the default role stays the default when it is made anew`() async throws {
        try await withAdmin { admin in
            let answer = try await admin.send(
                "POST", "/partialImport",
                ["ifResourceExists": "OVERWRITE", "roles": ["realm": [["name": "default-roles-house"]]]])
            #expect(rows(answer) == ["OVERWRITTEN REALM_ROLE default-roles-house"])
            let role = try await admin.get("")["defaultRole"]
            #expect(role?["id"] == answer.json["results"]?[0]?["id"])
        }
    }

    @Test func `a large one is made in slices, and only by who manages the realm`() async throws {
        try await withAdmin { admin in
            let filler = String(repeating: "x", count: 200)
            let users = (0..<2_000).map { number -> JSONValue in
                [
                    "username": .string("user\(number)"), "attributes": ["filler": [.string(filler)]],
                    "realmRoles": ["buyer"],
                ]
            }
            let large: JSONValue = ["roles": ["realm": [["name": "buyer"]]], "users": .array(users)]
            _ = try await admin.user("bob", password: "pw")
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await bob.send("POST", "/partialImport", large).status == 403)
            let answer = try await admin.send("POST", "/partialImport", large)
            #expect(counts(answer) == [2_001, 0, 0])
            #expect(try await admin.get("/users/count").int == 2_001)
            #expect(try await admin.get("/roles/buyer/users?max=3000").array?.count == 2_000)
        }
    }
}
