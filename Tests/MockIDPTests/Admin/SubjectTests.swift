import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// Whether 403 or 404 comes first for what a path names (modelled on Keycloak's resources but for users, which `permissions`
/// records).
@Suite struct SubjectTests {
    private static let kinds: [(path: String, lists: String, manages: String, unknown: String)] = [
        ("/users", "query-users", "manage-users", "User not found"),
        ("/groups", "query-groups", "manage-users", "Could not find group by id"),
        ("/clients", "query-clients", "manage-clients", "Could not find client"),
    ]

    @Test(arguments: kinds.map(\.path))
    func `who may list things learns that there is none, and who may not learns nothing`(path: String) async throws {
        let kind = try #require(Self.kinds.first { $0.path == path })
        try await withAdmin { admin in
            for (name, role) in [("none", "view-realm"), ("lists", kind.lists), ("manages", kind.manages)] {
                let id = try await admin.user(name, password: "pw")
                try await admin.grant(role, to: id)
                let caller = try await admin.loggedIn(as: name, password: "pw")
                for (method, body) in [("GET", nil), ("PUT", "{}"), ("PUT", "{"), ("DELETE", nil)] {
                    let answer = try await caller.send(method, kind.path + "/nope", text: body)
                    #expect(answer.status == (name == "none" ? 403 : 404), "\(name) \(method)")
                    if name != "none" { #expect(answer.sentence == kind.unknown) }
                }
            }
        }
    }

    @Test(arguments: [
        "/client-scopes/nope", "/components/nope", "/authentication/config/nope", "/authentication/flows/nope",
        "/authentication/required-actions/nope", "/roles/nope", "/default-groups/nope",
    ])
    func `of other things no one learns who may not use them`(path: String) async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("query-users", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await bob.send("DELETE", path).status == 403)
            #expect(try await admin.send("DELETE", path).status == 404)
        }
    }

    @Test func `who may see something may not change it for that`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            for role in ["view-users", "view-clients", "view-realm"] { try await admin.grant(role, to: id) }
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            try await admin.send("POST", "/roles", ["name": "r"])
            let client = try await admin.client(["clientId": "a"])["id"]?.string ?? ""
            for path in ["/users/" + id, "/clients/" + client, "/roles/r", "/clients/\(client)/scope-mappings/realm"] {
                #expect(try await bob.send("GET", path).status == 200, "\(path)")
                #expect(try await bob.send("DELETE", path).status == 403, "\(path)")
            }
        }
    }
}
