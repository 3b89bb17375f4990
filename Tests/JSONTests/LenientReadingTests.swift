import JSON
import Testing

/// Bodies of the recording bad_input, and what Keycloak made of them.
@Suite struct LenientReadingTests {
    func read(_ text: String) throws(JSONError) -> JSONValue { try JSONReader.read(text, options: .lenient) }

    @Test func `a byte order mark is skipped`() throws {
        #expect(try read("\u{FEFF}{}") == [:])
    }

    @Test func `text after the first value is not looked at`() throws {
        #expect(try read(#"{"clientId":"x"} trailing"#) == ["clientId": "x"])
        #expect(try read(#"{"clientId":"x"}}"#) == ["clientId": "x"])
    }

    @Test func `the last of two members counts`() throws {
        #expect(try read(#"{"clientId":"dup","clientId":"dup2"}"#) == ["clientId": "dup2"])
    }

    @Test func `NUL and half a surrogate pair are taken`() throws {
        #expect(try read(#"{"clientId":"\u0000"}"#) == ["clientId": "\0"])
        #expect(try read(#"{"clientId":"\ud800"}"#) == ["clientId": "\u{FFFD}"])
        #expect(try read(#""\ud800\u0041\udc00\ud83d\ude00""#) == "\u{FFFD}A\u{FFFD}😀")
        #expect(throws: JSONError.self) { try JSONReader.read(#""\ud800""#) }
    }

    @Test(arguments: [#"{"clientId":"a""#, "{'clientId':'a'}", #"{"clientId":"c",}"#, "nope", "{", "{]", "truex", "5x"])
    func `broken grammar is refused`(text: String) {
        #expect(throws: JSONError.self) { try read(text) }
    }

    @Test func `an empty body is told apart from a broken one`() {
        #expect(#expect(throws: JSONError.self) { try read("") }?.reason == .noContent)
        #expect(#expect(throws: JSONError.self) { try read(" \n\u{9}") }?.reason == .noContent)
        #expect(#expect(throws: JSONError.self) { try read("{") }?.reason == .end)
        #expect(#expect(throws: JSONError.self) { try read("{'") }?.reason == .syntax)
    }

    @Test(
        arguments: [
            ("{", .object), (" \n[[[", .array), ("\u{FEFF}\"x", .string), ("-", .number), ("5", .number),
            ("true", .bool),
            ("f", .bool), ("null", .null), ("", nil), ("'", nil),
        ] as [(String, JSONKind?)])
    func `the kind of the first value is known before it is read`(text: String, kind: JSONKind?) {
        #expect(JSONReader.kind(ofFirstValueIn: Array(text.utf8)) == kind)
    }
}
