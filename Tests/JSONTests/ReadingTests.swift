import JSON
import Testing

@Suite struct ReadingTests {
    @Test func `every kind of value is read`() throws {
        let text = #" { "a" : [ 1 , -2.50e+3 , true , false , null , "x" ] , "b" : { } , "c" : [ ] } "#
        let expected: JSONValue = [
            "a": [1, .number(try #require(JSONNumber(text: "-2.50e+3"))), true, false, nil, "x"], "b": [:], "c": [],
        ]
        #expect(try JSONReader.read(text) == expected)
    }

    @Test func `members keep their order and numbers their text`() throws {
        let text = #"{"z":1.50,"a":12345678901234567890,"m":-0,"b":1E400}"#
        #expect(try JSONReader.read(text).text == text)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00fc\u20AC\ud83d\ude00""#, "ü€😀"),
        (#""plain text that is longer than a small string""#, "plain text that is longer than a small string"),
        (#""ü without an escape, 😀""#, "ü without an escape, 😀"), (#""12345678\n12345678ü""#, "12345678\n12345678ü"),
        (#""\u0000""#, "\0"), (#""""#, ""),
    ])
    func `a string is unescaped`(text: String, expected: String) throws {
        #expect(try JSONReader.read(text) == .string(expected))
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1", "[1,", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,}"#, "[1,]", "{]", "[}", "{a:1}",
        "{'a':1}", "nul", "truth", "True", "NaN", "Infinity", "+1", "01", "-", "-01", "1.", ".5", "1e", "1e+", "0x10",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\uＡ000\"", "\"a\nb\"", "\"\u{0}\"", "1 2", "{} x", "// c\n1",
        "/**/1", "[1 2]", #"{"a" 1}"#, #"{"a":1 "b":2}"#, ",", ":", "\u{FEFF}1", "[\u{A0}1]", "\\", "\"\\",
        "\"\\u", "\"\\ud83d\\", "\"\\ud83d\\u", "tru", "-a", "1.e5", #"{1:2}"#, "nullx", "truex", "5x",
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONReader.read(text) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
            [0x61, 0x5C, 0x6E, 0xC3],
        ] as [[UInt8]])
    func `a string that is not UTF-8 is refused`(inside: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.self) { try JSONReader.read([quote] + inside + [quote]) }
        #expect(throws: JSONError.self) { try JSONReader.read([quote] + inside + [quote], options: .lenient) }
    }

    @Test func `U+FFFD itself is a character like others`() throws {
        #expect(try JSONReader.read("\"\u{FFFD}\"") == "\u{FFFD}")
    }

    @Test func `of two members with one name the last wins at the place of the first`() throws {
        let value = try JSONReader.read(#"{"a":1,"b":2,"a":3}"#)
        #expect(value.text == #"{"a":3,"b":2}"#)
    }

    @Test func `duplicate names can be refused, escaped ones too`() throws {
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(#"{"alg":1,"\u0061lg":2}"#, options: .refusesDuplicateNames)
        }
        #expect(error?.reason == .duplicateName)
        #expect(error?.position == JSONPosition(line: 1, column: 10))
    }

    @Test func `composed and decomposed letters are different names`() throws {
        let value = try JSONReader.read("{\"\u{E9}\":1,\"e\u{301}\":2}", options: .refusesDuplicateNames)
        #expect(value.object?.count == 2)
    }

    @Test(arguments: [
        ("{\n  \"a\": x}", 2, 8), ("[1,\r\n2,\r3,\n x]", 4, 2), ("", 1, 1), ("  ", 1, 3), ("[1", 1, 3),
        ("{\"a\":\"\u{FC}\",x}", 1, 11), ("[\"\u{1}\"]", 1, 3),
    ])
    func `a failure says where`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(error?.position == JSONPosition(line: line, column: column))
    }

    @Test func `a text cut anywhere is refused, not trapped on`() throws {
        let whole = Array(#"{"a":[1.5e-3,{"b":"x\u00e9\n\ud83d\ude00y"}],"c":true,"d":null,"é":false}"#.utf8)
        for end in 0..<whole.count {
            #expect(throws: JSONError.self) { try JSONReader.read(whole[..<end]) }
        }
        #expect(throws: Never.self) { try JSONReader.read(whole) }
    }

    @Test func `any single wrong byte is read or refused, not trapped on`() {
        let whole = Array(#"{"a":[1.5e-3,{"b":"x\u00e9\n\ud83d\ude00y"}],"c":true,"d":null}"#.utf8)
        for place in whole.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = whole
                changed[place] = byte
                if let value = try? JSONReader.read(changed) { #expect((try? JSONReader.read(value.bytes)) == value) }
                _ = try? JSONReader.read(changed, options: .lenient)
                _ = JSONReader.position(ofMember: ["a", 1, "b"], in: changed)
            }
        }
    }

    @Test func `bytes that are not in one piece are read too`() throws {
        #expect(try JSONReader.read(Array("[1]".utf8).lazy.map { $0 }) == [1])
    }
}
