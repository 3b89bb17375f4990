import JSON
import Testing

@testable import MockIDP

@Suite struct UserAdminTests {
    @Test func `a new user is disabled unless its maker says otherwise`() async throws {
        try await withAdmin { admin in
            let id = try await admin.send("POST", "/users", ["username": "Bob"]).id
            let bob = try await admin.get("/users/" + id)
            #expect(bob["username"] == "bob")
            #expect(bob["enabled"] == false)
            #expect(bob["access"]?["manage"] == true)
        }
    }

    @Test func `a taken username or address is a conflict in any case`() async throws {
        try await withAdmin { admin in
            _ = try await admin.user("bob")
            let name = try await admin.send("POST", "/users", ["username": "BOB"])
            #expect((name.status, name.sentence) == (409, "User exists with same username"))
            let email = try await admin.send("POST", "/users", ["username": "other", "email": "Bob@Example.com"])
            #expect((email.status, email.sentence) == (409, "User exists with same email"))
        }
    }

    @Test func `a change without attributes leaves the rest, one with attributes replaces names too`() async throws {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob"))
            try await admin.send("PUT", path, ["lastName": "Builder"])
            #expect(try await admin.get(path)["firstName"] == "Some")
            try await admin.send("PUT", path, ["attributes": [:]])
            let bob = try await admin.get(path)
            #expect(bob["firstName"] == nil)
            #expect(bob["email"] == nil)
            #expect(bob["username"] == "bob")
        }
    }

    @Test func `a username cannot be changed unless the realm lets it`() async throws {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob"))
            let refused = try await admin.send("PUT", path, ["username": "rob"])
            #expect((refused.status, refused.json["errorMessage"]) == (400, "error-user-attribute-read-only"))
            try await admin.send("PUT", "", ["editUsernameAllowed": true])
            #expect(try await admin.send("PUT", path, ["username": "rob"]).status == 204)
            #expect(try await admin.get(path)["username"] == "rob")
        }
    }

    @Test func `searches find starts of words, properties find parts`() async throws {
        try await withAdmin { admin in
            for name in ["alice", "malik"] { _ = try await admin.user(name) }
            func found(_ query: String) async throws -> [String] {
                try await admin.get("/users?" + query).array?.compactMap { $0["username"]?.string } ?? []
            }
            #expect(try await found("search=ali") == ["alice"])
            #expect(try await found("search=*ali") == ["alice", "malik"])
            #expect(try await found("username=ali") == ["alice", "malik"])
            #expect(try await found("username=ali&exact=true") == [])
            #expect(try await found("first=1&max=1") == ["malik"])
            #expect(try await admin.get("/users/count?search=ali") == 1)
        }
    }

    @Test func `a password is replaced and stays secret`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "one")
            let first = try await admin.get("/users/\(id)/credentials")
            try await admin.send("PUT", "/users/\(id)/reset-password", ["type": "password", "value": "two"])
            let second = try await admin.get("/users/\(id)/credentials")
            #expect(second.array?.count == 1)
            #expect(first[0]?["id"] == second[0]?["id"])
            #expect(second[0]?["secretData"] == nil)
            #expect(try await admin.loggedIn(as: "bob", password: "one").token == "")
            #expect(try await admin.loggedIn(as: "bob", password: "two").token != "")
        }
    }

    @Test func `a password policy is kept`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob")
            try await admin.send("PUT", "", ["passwordPolicy": "length(8) and digits(1) and notUsername(undefined)"])
            func reset(_ password: String) async throws -> String? {
                try await admin.send(
                    "PUT", "/users/\(id)/reset-password", ["type": "password", "value": .string(password)]
                ).sentence
            }
            #expect(try await reset("short") == "Invalid password: minimum length 8.")
            #expect(
                try await reset("longenough") == "Invalid password: must contain at least 1 numerical digits.")
            #expect(try await reset("longenough1") == nil)
        }
    }

    @Test func `roles are given by name and id together`() async throws {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob")) + "/role-mappings"
            try await admin.send("POST", "/roles", ["name": "reader"])
            let reader = try await admin.get("/roles/reader")
            #expect(try await admin.send("POST", path + "/realm", [["name": "reader"]]).status == 404)
            #expect(try await admin.send("POST", path + "/realm", [reader]).status == 204)
            let held = try await admin.get(path)["realmMappings"]?.array?.compactMap { $0["name"]?.string }
            #expect(Set(held ?? []) == ["default-roles-house", "reader"])
            try await admin.send("DELETE", path + "/realm", [reader])
            let free = try await admin.get(path + "/realm/available").array?.compactMap { $0["name"]?.string }
            #expect(free?.contains("reader") == true)
        }
    }

    @Test func `who logs a user out ends its sessions`() async throws {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob", password: "pw"))
            _ = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await admin.get(path + "/sessions").array?.count == 1)
            #expect(try await admin.send("POST", path + "/logout").status == 204)
            #expect(try await admin.get(path + "/sessions") == [])
            #expect(try await admin.get(path)["notBefore"] == 1_800_000_000)
        }
    }

    // Keycloak sets no limit; whoever logs in would have all of them looked through.
    @Test func `a user has a hundred credentials at most`() async throws {
        try await withAdmin { admin in
            let key: JSONValue = ["type": "key", "secretData": "{}", "credentialData": "{}"]
            func keys(_ count: Int) -> JSONValue { .array(Array(repeating: key, count: count)) }
            let most = CredentialRecord.mostOfUser
            for credentials in [
                keys(most + 1), .array(Array(repeating: ["type": "password", "value": "a"], count: most + 1)),
            ] {
                let made = try await admin.send("POST", "/users", ["username": "bob", "credentials": credentials])
                #expect((made.status, made.sentence) == (400, CredentialRecord.tooMany))
            }
            let made = try await admin.send("POST", "/users", ["username": "bob", "credentials": keys(most)])
            #expect(made.status == 201, "those that were refused left no user")
            let more = try await admin.send("PUT", "/users/" + made.id, ["credentials": [key]])
            #expect((more.status, more.sentence) == (400, CredentialRecord.tooMany))
            #expect(try await admin.get("/users/\(made.id)/credentials").array?.count == most)
            let users: JSONValue = [["username": "bob", "credentials": keys(most + 1)]]
            let realm = try await admin.at("").send("POST", "", ["realm": "many", "users": users])
            #expect((realm.status, realm.sentence) == (400, CredentialRecord.tooMany))
        }
    }
}
