import JSON
import Testing

@testable import MockIDP

@Suite struct GroupAdminTests {
    @Test func `a search shows the way down to what it found`() async throws {
        try await withAdmin { admin in
            let top = try await admin.send("POST", "/groups", ["name": "top"]).id
            let kid = try await admin.send("POST", "/groups/\(top)/children", ["name": "kid"])
            #expect(kid.status == 201)
            #expect(kid.json["path"] == "/top/kid")
            #expect(kid.header("Location") == admin.idp.baseURL + "/admin/realms/house/groups/\(kid.id)")
            #expect(try await admin.get("/groups")[0]?["subGroups"] == [])
            let found = try await admin.get("/groups?search=kid")
            #expect(found[0]?["name"] == "top")
            #expect(found[0]?["subGroups"]?[0]?["id"]?.string == kid.id)
            #expect(try await admin.get("/group-by-path/top/kid")["id"]?.string == kid.id)
            #expect(try await admin.get("/groups/count?top=true") == ["count": 1])
        }
    }

    @Test func `names are unique among siblings only`() async throws {
        try await withAdmin { admin in
            let top = try await admin.send("POST", "/groups", ["name": "top"]).id
            let again = try await admin.send("POST", "/groups", ["name": "top"])
            #expect((again.status, again.sentence) == (409, "Top level group named 'top' already exists."))
            #expect(try await admin.send("POST", "/groups/\(top)/children", ["name": "top"]).status == 201)
            let sibling = try await admin.send("POST", "/groups/\(top)/children", ["name": "top"])
            #expect(sibling.sentence == "Sibling group named 'top' already exists.")
        }
    }

    @Test func `members get the group's roles`() async throws {
        try await withAdmin { admin in
            let group = try await admin.send("POST", "/groups", ["name": "g"]).id
            try await admin.send("POST", "/roles", ["name": "reader"])
            let reader = try await admin.get("/roles/reader")
            try await admin.send("POST", "/groups/\(group)/role-mappings/realm", [reader])
            let bob = try await admin.user("bob")
            #expect(try await admin.send("PUT", "/users/\(bob)/groups/\(group)").status == 204)
            #expect(try await admin.get("/groups/\(group)/members")[0]?["username"] == "bob")
            let all = try await admin.get("/users/\(bob)/role-mappings/realm/composite").array
            #expect(all?.contains { $0["name"] == "reader" } == true)
            #expect(try await admin.get("/groups/" + group)["realmRoles"] == ["reader"])
        }
    }

    @Test func `new users join the default groups`() async throws {
        try await withAdmin { admin in
            let group = try await admin.send("POST", "/groups", ["name": "all"]).id
            #expect(try await admin.send("PUT", "/default-groups/" + group).status == 204)
            let bob = try await admin.user("bob")
            #expect(try await admin.get("/users/\(bob)/groups")[0]?["path"] == "/all")
            #expect(try await admin.get("")["defaultGroups"] == ["/all"])
        }
    }
}
