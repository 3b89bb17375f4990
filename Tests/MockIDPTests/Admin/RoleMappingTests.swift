import JSON
import Testing

@testable import MockIDP

@Suite struct RoleMappingTests {
    @Test func `mappings of clients come in the order of their roles, every time`() async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob")
            let names = (0..<12).map { "client-\($0)" }
            for name in names {
                let client = try await admin.client(["clientId": .string(name)])["id"]?.string ?? ""
                try await admin.send("POST", "/clients/\(client)/roles", ["name": "r"])
                let role = try await admin.get("/clients/\(client)/roles/r")
                try await admin.send("POST", "/users/\(user)/role-mappings/clients/\(client)", [role])
            }
            let mappings = try await admin.get("/users/\(user)/role-mappings")
            #expect(mappings["clientMappings"]?.object?.map(\.name) == names)
        }
    }

    /// As with scope mappings, and as Keycloak's RoleMapperResource asks for no role by name; modelled.
    @Test func `without a body those roles stay that the caller may not take`() async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob", password: "pw")
            try await admin.grant("manage-users", to: user)
            try await admin.grant("manage-realm", to: user)
            let other = try await admin.user("eve")
            for role in ["manage-users", "manage-events"] { try await admin.grant(role, to: other) }
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let management = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
            let path = "/users/\(other)/role-mappings/clients/\(management)"
            #expect(try await bob.send("DELETE", path).status == 204)
            #expect(try await admin.get(path).array?.map { $0["name"] } == ["manage-events"])
        }
    }
}
