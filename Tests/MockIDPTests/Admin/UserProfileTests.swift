import JSON
import Testing

@testable import MockIDP

@Suite struct UserProfileTests {
    @Test(arguments: ["with space", "per%cent", "a/b", "<b>", "comma,x", "semi;colon", "\"quoted\"", "h#x"])
    func `a username with what means something elsewhere is refused`(_ username: String) async throws {
        try await withAdmin { admin in
            let refused = try await admin.send("POST", "/users", ["username": .string(username)])
            #expect(refused.status == 400)
            #expect(refused.json["errorMessage"] == "error-username-invalid-character")
        }
    }

    @Test(arguments: ["ünï-çødé", "plus+sign", "dot.", "a@b"])
    func `other usernames are taken`(_ username: String) async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/users", ["username": .string(username)])
            #expect(made.status == 201)
        }
    }

    @Test(arguments: ["a@b", "first.last+tag@example.com", "ü@example.com"])
    func `these are addresses`(_ address: String) {
        #expect(isEmail(address))
    }

    @Test(arguments: ["", "a", "@b", "a@", "a b@c", "a@-b.c", "a..b@c", "a@b..c"])
    func `these are not`(_ address: String) {
        #expect(!isEmail(address))
    }

    @Test func `several refusals come as a list`() async throws {
        try await withAdmin { admin in
            let refused = try await admin.send("POST", "/users", ["username": "a", "email": "nowhere"])
            #expect(refused.json["errors"]?.array?.compactMap { $0["field"]?.string } == ["username", "email"])
            #expect(refused.json["errors"]?[0]?["params"] == ["username", 3, 255])
        }
    }

    @Test func `attributes that the profile does not name are kept only where it says so`() async throws {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob"))
            try await admin.send("PUT", path, ["attributes": ["x": ["y"]]])
            #expect(try await admin.get(path)["attributes"] == nil)
            var profile = try await admin.get("/users/profile").object ?? [:]
            profile["unmanagedAttributePolicy"] = "ENABLED"
            #expect(try await admin.send("PUT", "/users/profile", .object(profile)).status == 200)
            try await admin.send("PUT", path, ["attributes": ["x": ["y"]]])
            #expect(try await admin.get(path)["attributes"] == ["x": ["y"]])
            #expect(try await admin.get(path + "/unmanagedAttributes") == ["x": ["y"]])
        }
    }

    @Test func `a profile cannot lose username and email`() async throws {
        try await withAdmin { admin in
            let refused = try await admin.send("PUT", "/users/profile", ["attributes": []])
            #expect(
                refused.sentence
                    == "[The attribute 'username' can not be removed, The attribute 'email' can not be removed]")
        }
    }

    @Test func `attributes are checked as the profile says`() async throws {
        try await withAdmin { admin in
            let length: JSONValue = ["length": ["min": 2, "max": "5"]]
            let team: JSONValue = [
                "name": "team", "validations": length, "permissions": ["view": ["admin"], "edit": ["admin"]],
                "defaultValue": "red",
            ]
            let attributes: JSONValue = [["name": "username"], ["name": "email"], team]
            try await admin.send("PUT", "/users/profile", ["attributes": attributes])
            let id = try await admin.send("POST", "/users", ["username": "bob"]).id
            #expect(try await admin.get("/users/" + id)["attributes"] == ["team": ["red"]])
            let refused = try await admin.send("PUT", "/users/" + id, ["attributes": ["team": ["toolong"]]])
            #expect(refused.json["params"] == ["team", 2, 5])
        }
    }
}
