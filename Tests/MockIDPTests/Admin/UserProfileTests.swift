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

    /// The sentences are modelled on Keycloak's; the list round them is recorded (users 129).
    @Test(
        arguments: [
            (
                ["name": "a b"],
                "Invalid attribute name (only letters, numbers and '.' '_' '-' special characters allowed): a b'"
            ),
            (["name": "email"], "Attribute configuration already exists with 'name':'email'"),
            ([:], "Attribute configuration without 'name' is not allowed"),
            (["name": "x", "group": "nope"], "Attribute 'x' references unknown group 'nope'"),
            (
                ["name": "x", "permissions": ["view": ["boss"]]],
                "'permissions.view' configuration for attribute 'x' contains unsupported role 'boss'"
            ),
            (
                ["name": "x", "required": ["scopes": ["nope"]]],
                "'required.scopes' configuration for attribute 'x' contains unsupported scope 'nope'"
            ),
            (["name": "x", "validations": ["nope": [:]]], "Validator 'nope' defined for attribute 'x' doesn't exist"),
            (
                ["name": "x", "validations": ["pattern": ["pattern": "("]]],
                "Validator 'pattern' defined for attribute 'x' has incorrect configuration: ValidationError{validatorId='pattern',"
                    + " inputHint='pattern', message='error-validator-config-invalid-value', messageParameters=[(, Unclosed group"
                    + " near index 1\n(]}, "
            ),
            (
                ["name": "x", "validations": ["length": ["min": "x"]]],
                "Validator 'length' defined for attribute 'x' has incorrect configuration: ValidationError{validatorId='length',"
                    + " inputHint='min', message='error-validator-config-invalid-number-value', messageParameters=[x]}, "
            ),
            (
                ["name": "x", "validations": ["options": [:]]],
                "Validator 'options' defined for attribute 'x' has incorrect configuration: ValidationError{validatorId='options',"
                    + " inputHint='options', message='error-validator-config-missing-value', messageParameters=[]}, "
            ),
            (
                ["name": "x", "annotations": ["inputOptions": "a"]],
                "Annotation 'inputOptions' configured for attribute 'x' must be an array of values!'"
            ),
        ] as [(JSONValue, String)])
    func `a profile that cannot be is refused`(_ attribute: JSONValue, _ problem: String) async throws {
        try await withAdmin { admin in
            let profile: JSONValue = ["attributes": [["name": "username"], ["name": "email"], attribute]]
            let refused = try await admin.send("PUT", "/users/profile", profile)
            #expect(refused.status == 400)
            #expect(refused.json["errorMessage"] == .string("[\(problem)]"))
            let config: JSONValue = ["kc.user.profile.config": [.string(profile.text)]]
            let component = try await admin.send(
                "POST", "/components",
                [
                    "name": "profile", "providerId": "declarative-user-profile", "config": config,
                    "providerType": "org.keycloak.userprofile.UserProfileProvider",
                ])
            #expect(component.status == 400)
        }
    }

    @Test func `all that is wrong with a profile is told at once`() async throws {
        try await withAdmin { admin in
            let refused = try await admin.send(
                "PUT", "/users/profile", ["attributes": [["name": "x y"], ["name": "email"]], "groups": [[:], [:]]])
            let problems = [
                "Invalid attribute name (only letters, numbers and '.' '_' '-' special characters allowed): x y'",
                "The attribute 'username' can not be removed",
                "Name is mandatory for groups, found 2 group(s) without name.",
            ]
            #expect(refused.sentence == "[\(problems.joined(separator: ", "))]")
            let unknown = try await admin.send("PUT", "/users/profile", ["attribute": []])
            #expect(unknown.status == 400)
            #expect(unknown.sentence?.hasPrefix("Invalid json representation for UPConfig.") == true)
        }
    }

    @Test func `a policy for other attributes is enough of a profile`() async throws {
        try await withAdmin { admin in
            let profile = try await admin.send("PUT", "/users/profile", ["unmanagedAttributePolicy": "ENABLED"])
            #expect(profile.status == 200)
            #expect(profile.json == ["unmanagedAttributePolicy": "ENABLED"])
            let made = try await admin.send("POST", "/users", ["username": "bob", "attributes": ["x": ["y"]]])
            #expect(try await admin.get("/users/" + made.id)["attributes"] == ["x": ["y"]])
        }
    }

    @Test func `a profile of thousands of attributes finds each of them in time`() {
        let names = (0..<40_000).map { "attribute\($0)" }
        let profile = UserProfile(["attributes": .array(names.map { ["name": .string($0)] })])
        let begin = ContinuousClock.now
        #expect(names.allSatisfy { profile.keeps($0) && profile.attribute($0)?.name == $0 })
        #expect(ContinuousClock.now - begin < .seconds(10))
        let twice: JSONValue = [["name": "a", "multivalued": true], ["name": "a"]]
        #expect(UserProfile(["attributes": twice]).attribute("a")?.isMultivalued == true)
    }

    @Test func `an id that is looked for twice is found once`() async throws {
        try await withAdmin { admin in
            let bob = try await admin.user("bob")
            #expect(try await admin.get("/users?search=id:\(bob)%20\(bob)").array?.count == 1)
            #expect(try await admin.get("/users/count?search=id:\(bob)%20\(bob)") == 1)
        }
    }
}
