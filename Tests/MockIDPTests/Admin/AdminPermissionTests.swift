import HTTPServer
import JSON
import Testing

@testable import MockIDP

@Suite struct AdminPermissionTests {
    @Test func `without a role everything is forbidden`() async throws {
        try await withAdmin { admin in
            _ = try await admin.user("bob", password: "pw")
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            for path in ["", "/users", "/groups", "/components", "/keys", "/users/count"] {
                #expect(try await bob.send("GET", path).status == 403)
            }
            #expect(try await bob.send("GET", "/users/nope").status == 403, "who may not search learns nothing")
        }
    }

    @Test func `a realm's own administrator sees users but not what he has no role for`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("view-users", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await bob.get("/users")[0]?["access"] == ["manage": false])
            #expect(try await bob.send("POST", "/users", ["username": "new"]).status == 403)
            #expect(try await bob.get("")["realm"] == "house")
            #expect(try await bob.get("")["accessTokenLifespan"] == nil)
            #expect(try await bob.send("GET", "/clients").status == 403)
            let master = bob.at("master")
            #expect(try await master.send("GET", "").status == 403)
        }
    }

    @Test func `no one gives more than he has`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("manage-users", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let client = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
            let roles = try await admin.get("/clients/\(client)/roles").array ?? []
            let path = "/users/\(id)/role-mappings/clients/\(client)"
            for (name, status) in [("realm-admin", 403), ("manage-realm", 403), ("manage-users", 204)] {
                let role = roles.first { $0["name"]?.string == name } ?? nil
                #expect(try await bob.send("POST", path, [role]).status == status, "\(name)")
            }
        }
    }

    @Test func `serverinfo tells its version to administrators of the server`() async throws {
        try await withAdmin { admin in
            func version(_ session: AdminSession) async throws -> JSONValue? {
                let authorization = [("Authorization", "Bearer " + session.token)]
                let info = await session.answer(.get, "/admin/serverinfo", authorization).json
                #expect(info["themes"] != nil)
                return info["systemInfo"]?["version"]
            }
            #expect(try await version(admin) == "26.7.3")
            _ = try await admin.user("bob", password: "pw")
            #expect(try await version(admin.loggedIn(as: "bob", password: "pw")) == nil)
        }
    }

    @Test func `what is not implemented is still not for everyone`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let stranger = AdminSession(idp: admin.idp, token: "x", realm: "house")
            for (path, role) in [
                ("/events", "view-events"), ("/identity-provider/instances", "view-identity-providers"),
            ] {
                #expect(try await stranger.send("GET", path).status == 401)
                #expect(try await bob.send("GET", path).status == 403, "\(path)")
                try await admin.grant(role, to: id)
                #expect(try await bob.send("GET", path).status != 403, "\(path)")
            }
        }
    }

    @Test func `a token of nowhere is refused before anything is looked up`() async throws {
        try await withAdmin { admin in
            for token in ["", "garbage", "a.b.c", ".."] {
                let stranger = AdminSession(idp: admin.idp, token: token, realm: "nope")
                let refused = try await stranger.send("GET", "")
                #expect((refused.status, refused.sentence) == (401, "HTTP 401 Unauthorized"))
            }
        }
    }
}
