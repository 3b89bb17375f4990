import JSON
import Testing

@testable import MockIDP

@Suite struct RoleAdminTests {
    @Test func `a role's address is encoded`() async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/roles", ["name": "a/b ü"])
            #expect(made.header("Location") == admin.idp.baseURL + "/admin/realms/house/roles/a%2Fb%20%C3%BC")
            #expect(try await admin.get("/roles/a%2Fb%20%C3%BC")["name"] == "a/b ü")
        }
    }

    @Test func `attributes are shown with one role and stay unless a change has some`() async throws {
        try await withAdmin { admin in
            try await admin.send("POST", "/roles", ["name": "a", "description": "A", "attributes": ["k": ["v"]]])
            try await admin.send("PUT", "/roles/a", ["name": "b"])
            let role = try await admin.get("/roles/b")
            #expect(role["attributes"] == ["k": ["v"]])
            #expect(role["description"] == nil)
            let listed = try await admin.get("/roles?search=b")
            #expect(listed.array?.contains { $0["attributes"] != nil } == false)
        }
    }

    @Test func `a role is composite as long as it has parts`() async throws {
        try await withAdmin { admin in
            for name in ["a", "b"] { try await admin.send("POST", "/roles", ["name": .string(name)]) }
            let part = try await admin.get("/roles/b")
            let id = try await admin.get("/roles/a")["id"]?.string ?? ""
            #expect(try await admin.send("POST", "/roles-by-id/\(id)/composites", [part]).status == 204)
            #expect(try await admin.get("/roles/a")["composite"] == true)
            #expect(try await admin.get("/roles-by-id/\(id)/composites/realm")[0]?["name"] == "b")
            #expect(try await admin.send("DELETE", "/roles/a/composites", [part]).status == 204)
            #expect(try await admin.get("/roles/a")["composite"] == false)
            let unknown = try await admin.send("POST", "/roles/a/composites", [["id": "nope"]])
            #expect((unknown.status, unknown.sentence) == (404, "Could not find composite role"))
        }
    }

    @Test func `what cannot be done to a role is said as Keycloak says it`() async throws {
        try await withAdmin { admin in
            try await admin.send("POST", "/roles", ["name": "a"])
            #expect(try await admin.send("POST", "/roles", ["name": "a"]).sentence == "Role with name a already exists")
            #expect(try await admin.send("POST", "/roles", [:]).sentence == "role has no name")
            #expect(try await admin.send("GET", "/roles/nope").sentence == "Could not find role")
            #expect(try await admin.send("GET", "/roles-by-id/nope").sentence == "Could not find role with id")
            let standard = try await admin.send("DELETE", "/roles/default-roles-house")
            #expect(standard.status == 400)
            #expect(standard.sentence == "default-roles-house is default role of the realm and cannot be removed.")
            let long = String(repeating: "x", count: 256)
            #expect(try await admin.send("POST", "/roles", ["name": .string(long)]).status == 500)
        }
    }
}
