import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// What of a realm the admin API exports (recordings: import_export 21, java-admin-client 242).
@Suite struct PartialExportTests {
    @Test(
        arguments: [
            ("", [], ["clients", "roles", "groups", "users", "clientScopeMappings"]),
            ("?exportClients=true", ["clients", "users", "clientScopeMappings"], ["roles", "groups"]),
            ("?exportGroupsAndRoles=true", ["roles", "groups"], ["clients", "users", "clientScopeMappings"]),
            ("?exportClients=true&exportGroupsAndRoles=true", ["clients", "users", "roles", "groups"], []),
        ] as [(String, [String], [String])])
    func `what is asked for is there, users and secrets are not`(
        _ query: String, _ present: [String], _ absent: [String]
    ) async throws {
        try await withAdmin { admin in
            _ = try await admin.user("bob", password: "pw")
            _ = try await admin.client(["clientId": "svc", "secret": "hidden", "serviceAccountsEnabled": true])
            try await admin.send(
                "PUT", "", ["smtpServer": ["host": "h", "auth": "true", "user": "u", "password": "hidden"]])
            let answer = try await admin.send("POST", "/partial-export" + query)
            #expect(answer.status == 200)
            for name in present + [
                "components", "scopeMappings", "authenticationFlows", "clientScopes", "keycloakVersion",
            ] {
                #expect(answer.json[name] != nil, "\(name)")
            }
            for name in absent { #expect(answer.json[name] == nil, "\(name)") }
            #expect(answer.json["smtpServer"]?["password"]?.string == "**********")
            let users = (answer.json["users"]?.array ?? []).map { $0["username"]?.string }
            #expect(users == (present.contains("users") ? ["service-account-svc"] : []))
            #expect(
                (answer.json["roles"]?["client"] != nil) == (present.contains("clients") && present.contains("roles")))
            let text = String(decoding: answer.bytes, as: UTF8.self)
            for secret in ["hidden", "privateKey", "secretData", "self-signed"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    @Test func `it goes into another realm by a partial import`() async throws {
        try await withAdmin { admin in
            _ = try await admin.client(["clientId": "shop"])
            try await admin.send("POST", "/roles", ["name": "buyer"])
            try await admin.send("POST", "/groups", ["name": "staff"])
            let exported = try await admin.send("POST", "/partial-export?exportClients=true&exportGroupsAndRoles=true")
            var document = exported.json.object ?? [:]
            document["ifResourceExists"] = "SKIP"
            let other = await admin.answer(
                .post, "/admin/realms",
                [("Authorization", "Bearer " + admin.token), ("Content-Type", "application/json")],
                #"{"realm": "other", "enabled": true}"#)
            #expect(other.status == 201)
            // Groups keep their ids, which no other group may have.
            try await admin.send("DELETE", "")
            let imported = try await admin.at("other").send("POST", "/partialImport", .object(document))
            #expect(imported.status == 200, "\(imported.sentence ?? "")")
            let added = (imported.json["results"]?.array ?? []).filter { $0["action"] == "ADDED" }
            let names = added.map { $0["resourceName"]?.string ?? "" }
            #expect(names == ["shop", "default-roles-house", "buyer", "staff"], "\(names)")
        }
    }

    @Test func `who may not see clients or groups gets none`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("manage-realm", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await bob.send("POST", "/partial-export").status == 200)
            #expect(try await bob.send("POST", "/partial-export?exportClients=true").status == 403)
            #expect(try await bob.send("POST", "/partial-export?exportGroupsAndRoles=true").status == 403)
        }
    }
}
