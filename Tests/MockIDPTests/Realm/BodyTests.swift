import JSON
import Testing

@testable import MockIDP

/// What Keycloak makes of odd values in a body (recording: bad_input 7 to 129, clients 34 to 36, realms 15 and 16).
struct BodyTests {
    private func client(_ members: String) throws -> ClientRepresentation {
        try ClientRepresentation(body: Array("{\(members)}".utf8))
    }

    private func refusal<F: FieldSet>(_ text: String, _ type: Representation<F>.Type) -> RepresentationError? {
        do throws(RepresentationError) {
            _ = try Representation<F>(body: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [#""true""#, #""TRUE""#, #""True""#, "1", "5", "true", #"" true ""#])
    func `these are true`(value: String) throws {
        let client = try client(#""publicClient": \#(value)"#)
        #expect(client.publicClient)
        #expect(client.document["publicClient"] == true)
    }

    @Test(arguments: [#""false""#, #""FALSE""#, "0", "false"])
    func `these are false`(value: String) throws {
        #expect(try client(#""enabled": \#(value)"#).document["enabled"] == false)
    }

    @Test(arguments: ["null", #""""#, #""null""#])
    func `these leave the default`(value: String) throws {
        let client = try client(#""enabled": \#(value), "notBefore": \#(value)"#)
        #expect(client.enabled)
        #expect(client.document.isEmpty)
    }

    @Test func `texts take numbers and truth values as they are written`() throws {
        let client = try client(#""name": 5, "secret": 1.50, "description": true, "redirectUris": [1, "b"]"#)
        #expect(client.name == "5")
        #expect(client.secret == "1.50")
        #expect(client.description == "true")
        #expect(client.redirectUris == ["1", "b"])
    }

    @Test func `numbers are cut to whole ones and read from texts`() throws {
        #expect(try client(#""notBefore": "7""#).notBefore == 7)
        #expect(try client(#""notBefore": 1.5"#).notBefore == 1)
        #expect(try client(#""notBefore": -1.9e0"#).document["notBefore"] == -1)
    }

    @Test func `a user's attributes take one value for a list`() throws {
        let user = try UserRepresentation(body: Array(#"{"attributes": {"a": "x", "b": ["y", 2], "c": null}}"#.utf8))
        #expect(user.attributes == ["a": ["x"], "b": ["y", "2"]])
    }

    @Test func `null in a map of a body is kept, since it removes on PUT`() throws {
        #expect(try client(#""attributes": {"a": null, "b": 1}"#).document["attributes"]?["a"] == .null)
    }

    @Test(arguments: [
        #"{"enabled": "yes"}"#, #"{"enabled": []}"#, #"{"redirectUris": "http://one.example"}"#,
        #"{"redirectUris": {"a": 1}}"#, #"{"name": ["a"]}"#, #"{"name": {"a": 1}}"#, #"{"notBefore": "x"}"#,
        #"{"notBefore": true}"#, #"{"attributes": {"a": ["x"]}}"#, #"{"attributes": []}"#, #"{"protocolMappers": {}}"#,
        #"{"protocolMappers": ["x"]}"#, "true", "5", #""x""#, "[]", "[{}]", String(repeating: "[", count: 2000),
    ])
    func `a value of another kind is refused`(text: String) {
        #expect(refusal(text, ClientRepresentation.self) == .mismatch)
    }

    @Test func `a name that is not one of an enum's is refused`() throws {
        #expect(refusal(#"{"bruteForceStrategy": "nope"}"#, RealmRepresentation.self) == .mismatch)
        let realm = try RealmRepresentation(body: Array(#"{"bruteForceStrategy": "LINEAR"}"#.utf8))
        #expect(realm.bruteForceStrategy == "LINEAR")
    }

    @Test(arguments: [#"{"clientId":"a""#, "{'clientId':'a'}", #"{"clientId":"c",}"#, "nope", "{]", "{"])
    func `what is no JSON is refused`(text: String) {
        #expect(refusal(text, ClientRepresentation.self) == .malformed)
    }

    @Test(arguments: [
        #"{"nodeReRegistrationTimeout": 99999999999}"#, #"{"notBefore": 2147483648}"#, #"{"notBefore": -2147483649}"#,
        #"{"notBefore": 1e300}"#, #"{"notBefore": 123456789012345678901234567890}"#,
    ])
    func `a number too large for its field is refused`(text: String) {
        #expect(refusal(text, ClientRepresentation.self) == .outOfRange)
    }

    @Test(arguments: ["", " \n", "null"]) func `a missing body fails as it does in Keycloak`(text: String) {
        #expect(refusal(text, ClientRepresentation.self) == .missing)
    }

    @Test(arguments: [
        ("{\n  \"clientId\": \"a\",\n  \"bad\": 1\n}", "ClientRepresentation", "bad", 3, 11),
        (#"{"clientId": "unk", "unknownField": true}"#, "ClientRepresentation", "unknownField", 1, 41),
        (#"{"protocolMappers": [{"name": "m"}, {"nope": "x"}]}"#, "ProtocolMapperRepresentation", "nope", 1, 47),
        (#"{"attributes": {}, "access": {"x": true}, "composites": {}}"#, "ClientRepresentation", "composites", 1, 58),
    ])
    func `an unknown member is refused with its place`(
        text: String, representation: String, field: String, line: Int, column: Int
    ) {
        let refusal = refusal(text, ClientRepresentation.self)
        #expect(refusal?.status == 400)
        #expect(
            refusal?.body == [
                "error": .string(
                    "Invalid json representation for \(representation). Unrecognized field \"\(field)\" "
                        + "at line \(line) column \(column).")
            ])
    }

    @Test func `the refusals are worded as recorded`() {
        #expect(
            RepresentationError.mismatch.body
                == ["error": "unknown_error", "error_description": "Cannot parse the JSON"])
        #expect(
            RepresentationError.outOfRange.body
                == ["error": "HTTP 400 Bad Request", "error_description": "Cannot parse the JSON"])
        #expect(RepresentationError.missing.status == 500)
    }

    @Test func `a list of representations is read`() throws {
        let roles = try RoleRepresentation.list(body: Array(#"[{"name": "a"}, {"name": 5}]"#.utf8))
        #expect(roles.map(\.name) == ["a", "5"])
        do throws(RepresentationError) {
            _ = try RoleRepresentation.list(body: Array(#"[{"name": "a"}, {"nope": 5}]"#.utf8))
            Issue.record("an unknown member was read")
        } catch {
            #expect(error.error.hasSuffix("Unrecognized field \"nope\" at line 1 column 27."))
        }
    }

    @Test func `trailing text, a byte order mark and double names pass`() throws {
        #expect(try client(#""clientId":"dup","clientId":"dup2""#).clientId == "dup2")
        let text: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(#"{"clientId":"x"} trailing"#.utf8)
        #expect(try ClientRepresentation(body: text).clientId == "x")
    }

    @Test func `as deep as JSON may be, it is read`() throws {
        let depth = 449
        let text =
            String(repeating: #"{"subGroups":["#, count: depth) + #"{"nope":1}"# + String(repeating: "]}", count: depth)
        let refusal = refusal(text, GroupRepresentation.self)
        #expect(refusal?.error.hasSuffix("Unrecognized field \"nope\" at line 1 column \(depth * 14 + 10).") == true)
    }
}
