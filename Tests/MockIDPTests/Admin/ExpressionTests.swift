import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// Regular expressions that users write into password policies and profiles.
@Suite struct ExpressionTests {
    static let costly = String(repeating: "a", count: 40) + "!"

    @Test(arguments: [
        ("regexPattern((a){0}\\1)", "a", 400), ("regexPattern((a+)+$)", costly, 400),
        ("regexPattern(\\Qabc\\E+)", "abcc", 204), ("regexPattern(\\Qabc\\E+)", "ZZZ", 400),
        ("regexPattern(\\p{IsAlphabetic}+)", "äb", 204), ("regexPattern(\\p{IsAlphabetic}+)", "1", 400),
        ("regexPattern([a-z&&[^b]]+) and length(2)", "ac", 204), ("regexPattern([a-z]+)", "abc1", 400),
        ("regexPattern(a) and regexPattern(b)", "a", 400), ("length", "1234567", 400), ("digits", "no", 400),
        ("maxLength", "short", 204), ("length(-5)", "x", 204),
    ])
    func `a password must match the policy's expression`(_ policy: String, _ password: String, _ status: Int)
        async throws
    {
        try await withAdmin { admin in
            let path = "/users/" + (try await admin.user("bob")) + "/reset-password"
            #expect(try await admin.send("PUT", "", ["passwordPolicy": .string(policy)]).status == 204)
            let reply = try await admin.send("PUT", path, ["type": "password", "value": .string(password)])
            #expect(reply.status == status)
        }
    }

    @Test(arguments: [
        ("regexPattern(()", "Invalid config for regexPattern: Not a valid regular expression"),
        (
            "regexPattern(((a{1,1000}){1,1000}){1,1000}b)",
            "Invalid config for regexPattern: Not a valid regular expression"
        ),
        ("regexPattern", "Invalid config for regexPattern: Config required"),
        ("regexPattern( )", "Invalid config for regexPattern: White space not acepted"),
        ("length(99999999999999)", "Invalid config for length: Not a valid number"),
        ("hashIterations(9223372036854775808)", "Invalid config for hashIterations: Not a valid number"),
        ("length()", "Invalid config for length: Not a valid number"),
        ("digits(1) and nope", "Password policy not found"),
        ("hashAlgorithm(md5)", "Invalid config for hashAlgorithm: Password hashing provider not found"),
    ])
    func `a policy that cannot be is refused at every door`(_ policy: String, _ sentence: String) async throws {
        try await withAdmin { admin in
            let changed = try await admin.send("PUT", "", ["passwordPolicy": .string(policy)])
            #expect(changed.status == 400)
            #expect(changed.sentence == sentence)
            let outside = admin.at("")
            let made = try await outside.send("POST", "", ["realm": "other", "passwordPolicy": .string(policy)])
            #expect(made.status == 400)
            #expect(made.sentence == sentence)
        }
    }

    @Test func `twenty thousand short values are all matched`() async throws {
        let all = try await Expressions(log: .silent).settled { expressions in
            try (0..<20_000).allSatisfy { try expressions.match("value\($0)", "[a-z]+[0-9]+") }
        }
        #expect(all)
    }

    @Test func `a profile's expression holds for whole values, and for long ones too`() async throws {
        try await withAdmin { admin in
            #expect(try await admin.putProfile(["pattern": ["pattern": "[a-z]+"]]).status == 200)
            let short = try await admin.send("POST", "/users", ["username": "ann", "attributes": ["team": ["abc"]]])
            #expect(short.status == 201)
            let long = JSONValue.string(String(repeating: "a", count: 100_000))
            let other = try await admin.send("POST", "/users", ["username": "bob", "attributes": ["team": [long]]])
            #expect(other.status == 201)
            let refused = try await admin.send("POST", "/users", ["username": "cid", "attributes": ["team": ["abc1"]]])
            #expect(refused.json["errorMessage"] == "error-pattern-no-match")
        }
    }

    @Test func `values whose matching takes too long count as not matching`() async throws {
        try await withAdmin { admin in
            #expect(try await admin.putProfile(["pattern": ["pattern": "(a+)+$"]], isMultivalued: true).status == 200)
            let values = (0..<200).map { JSONValue.string("\($0)" + Self.costly) }
            let refused = try await admin.send(
                "POST", "/users", ["username": "ann", "attributes": ["team": .array(values)]])
            #expect(refused.status == 400)
            #expect(refused.json["errors"]?.array?.count == 200)
        }
    }

    @Test func `the log names the expression, not the value`() async throws {
        let lines = Mutex<[String]>([])
        let expressions = Expressions(log: Log { line in lines.withLock { $0.append(line) } })
        let isMatch = try await expressions.settled { expressions in
            try expressions.match(Self.costly, "(a+)+$")
        }
        #expect(!isMatch)
        #expect(lines.withLock { $0.map { $0.hasSuffix("matching a value took too long: (a+)+$") } } == [true])
    }

    @Test func `a transaction is made again with the verdict that it lacked`() async throws {
        let expressions = Expressions(log: .silent)
        var count = 0
        let value = String(repeating: "a", count: 5000)
        #expect(
            try await expressions.settled { expressions in
                count += 1
                return try expressions.match(value, "(a|b)*")
            })
        #expect(count == 2)
    }
}

extension AdminSession {
    /// Sets a profile with an attribute `team` that has these validations.
    fileprivate func putProfile(_ validations: JSONValue, isMultivalued: Bool = false) async throws -> Answer {
        let team: JSONValue = [
            "name": "team", "validations": validations, "multivalued": .bool(isMultivalued),
            "permissions": ["view": ["admin"], "edit": ["admin"]],
        ]
        return try await send("PUT", "/users/profile", ["attributes": [["name": "username"], ["name": "email"], team]])
    }
}
