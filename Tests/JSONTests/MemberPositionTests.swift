import JSON
import Testing

@Suite struct MemberPositionTests {
    func position(_ path: JSONPathElement..., in text: String) -> JSONPosition? {
        JSONReader.position(ofMember: path, in: Array(text.utf8))
    }

    /// The bodies of every recorded "Unrecognized field" sentence that are known, and the place it names.
    @Test(arguments: [
        ("{\n  \"clientId\": \"a\",\n  \"bad\": 1\n}", "bad", 3, 11),
        (#"{"clientId": "unk", "unknownField": true}"#, "unknownField", 1, 41),
        (#"{"nope": 1}"#, "nope", 1, 11),
        (#"{"username": "unk", "unknownField": 1}"#, "unknownField", 1, 38),
        (#"{"wrong": "payload"}"#, "wrong", 1, 12),
        (#"{"required": "DISABLED"}"#, "required", 1, 15),
        (#"{"bad": "conf"}"#, "bad", 1, 10),
    ])
    func `an unknown member is where the recordings say`(text: String, name: String, line: Int, column: Int) {
        #expect(position(.member(name), in: text) == JSONPosition(line: line, column: column))
    }

    @Test(arguments: [
        ("{\"x\":[1]}", 7), ("{\"x\":{}}", 7), ("{\"x\":-12.5e3}", 13), ("{\"x\":null }", 10), ("{\"x\":false}", 11),
        ("{\"ü\":0,\"x\":0}", 14), ("\u{FEFF}{\"x\":0}", 10), ("{\"\\u0078\":0}", 12), ("{\"x\":1,\"x\":2}", 7),
        ("{\"x\":1} rest", 7), ("{\"x\":1, broken", 7),
    ])
    func `the column is past the first token of the value, in bytes`(text: String, column: Int) {
        #expect(position("x", in: text) == JSONPosition(line: 1, column: column))
    }

    @Test func `lines before the value count`() {
        #expect(position("x", in: "\r\n{\r\"x\"\n:\n1}") == JSONPosition(line: 5, column: 2))
    }

    @Test func `members inside arrays and objects are found`() {
        let text = #"{"a":[{"b":1},{"b":2,"bad":[]}],"c":{"bad":true}}"#
        #expect(position("a", 1, "bad", in: text) == JSONPosition(line: 1, column: 29))
        #expect(position("c", "bad", in: text) == JSONPosition(line: 1, column: 48))
        #expect(position("a", 0, "bad", in: text) == nil)
        #expect(position("a", "bad", in: text) == nil)
        #expect(position("a", -1, in: text) == nil)
        #expect(position("a", 2, in: text) == nil)
        #expect(position("x", in: "not json") == nil)
        #expect(position("x", in: "") == nil)
    }

    @Test func `a second member of the same name is searched when the first has not what is sought`() {
        #expect(position("a", "bad", in: #"{"a":{"b":1},"a":{"bad":1}}"#) == JSONPosition(line: 1, column: 26))
    }
}
