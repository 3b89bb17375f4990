import JSON
import Testing

@testable import MockIDP

/// Clients bring along ids of their choice, and a realm's id is told to whoever sees one of its roles.
@Suite struct RoleContainerTests {
    private func names(_ roles: JSONValue) -> Set<String> {
        Set(roles.array?.compactMap { $0["name"]?.string } ?? [])
    }

    @Test func `a client with the id of a realm has none of its roles`() async throws {
        try await withAdmin { admin in
            let master = admin.at("master")
            for owner in [admin, master] {
                let id = try await owner.get("")["id"]?.string ?? ""
                let before = names(try await owner.get("/roles"))
                #expect(before.contains("offline_access"))
                let made = try await admin.send(
                    "POST", "/clients", ["id": .string(id), "clientId": .string(owner.realm)])
                #expect(made.status == 201)
                let roles = "/clients/\(id)/roles"
                #expect(try await admin.get(roles) == [])
                #expect(try await admin.send("GET", roles + "/offline_access").status == 404)
                #expect(try await admin.send("PUT", roles + "/offline_access", ["name": "gone"]).status == 404)
                #expect(try await admin.send("DELETE", roles + "/offline_access").status == 404)
                #expect(try await admin.send("POST", roles + "/offline_access/composites", []).status == 404)
                #expect(try await admin.send("POST", roles, ["name": "own"]).status == 201)
                #expect(names(try await owner.get("/roles")) == before)
                #expect(names(try await admin.get(roles)) == ["own"])
                #expect(try await owner.send("GET", "/roles/own").status == 404)
                #expect(try await admin.send("DELETE", "/clients/\(id)").status == 204)
                #expect(names(try await owner.get("/roles")) == before)
            }
        }
    }

    @Test func `the default role of another realm is out of reach`() async throws {
        try await withAdmin { admin in
            let master = admin.at("master")
            let id = try await master.get("")["id"]?.string ?? ""
            try await admin.send("POST", "/clients", ["id": .string(id), "clientId": "evil"])
            try await admin.send("POST", "/roles", ["name": "admin"])
            let part = try await admin.get("/roles/admin")
            let path = "/clients/\(id)/roles/default-roles-master/composites"
            #expect(try await admin.send("POST", path, [part]).status == 404)
            #expect(try await master.get("/roles/default-roles-master/composites").array?.contains(part) == false)
        }
    }

    @Test func `groups and scopes with the id of something else are themselves`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client(["clientId": "c"])["id"]?.string ?? ""
            try await admin.send("POST", "/clients/\(client)/roles", ["name": "r"])
            let role = try await admin.get("/clients/\(client)/roles/r")
            let roleID = role["id"]?.string ?? ""
            try await admin.send("POST", "/groups", ["id": .string(client), "name": "g"])
            let scope: JSONValue = ["id": .string(roleID), "name": "s", "protocol": "openid-connect"]
            #expect(try await admin.send("POST", "/client-scopes", scope).status == 201)
            #expect(try await admin.get("/client-scopes/\(roleID)/scope-mappings") == [:])
            #expect(try await admin.send("DELETE", "/client-scopes/\(roleID)").status == 204)
            #expect(try await admin.get("/clients/\(client)/roles/r") == role)
        }
    }
}
