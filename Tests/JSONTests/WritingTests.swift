import JSON
import Testing

@Suite struct WritingTests {
    @Test(arguments: [
        ("\"\\/\u{8}\u{C}\n\r\t", #""\"\\/\b\f\n\r\t""#), ("\u{0}\u{1F}\u{7F}\u{B}", "\"\\u0000\\u001F\u{7F}\\u000B\""),
        ("ü€😀\u{2028}", "\"ü€😀\u{2028}\""), ("", "\"\""), ("12345678\"2345678", "\"12345678\\\"2345678\""),
        ("1234567\n", "\"1234567\\n\""),
        ("a longer text, escape at its end\n", "\"a longer text, escape at its end\\n\""),
    ])
    func `only what must be escaped is, as Jackson does it`(text: String, expected: String) throws {
        #expect(JSONValue.string(text).text == expected)
        #expect(try JSONReader.read(expected) == .string(text))
    }

    @Test func `the writer sets commas and colons itself`() {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.name("exp")
        writer.int(-1_795_480_130)
        writer.name("roles")
        writer.beginArray()
        writer.string("a")
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.null()
        writer.endArray()
        writer.name("raw")
        writer.raw(Array("[1]".utf8))
        writer.name("on")
        writer.bool(true)
        writer.name("off")
        writer.bool(false)
        writer.name("value")
        writer.value(["x": 1.5])
        writer.endObject()
        let expected =
            #"{"exp":-1795480130,"roles":["a",{},[],null],"raw":[1],"on":true,"off":false,"value":{"x":1.5}}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [0, 7, -7, 10, 1_234_567_890, Int.max, Int.min])
    func `integers are written whole`(value: Int) {
        var writer = JSONWriter()
        writer.int(value)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == String(value))
        #expect(JSONValue(value).int == value)
    }

    @Test func `a value is appended to bytes that are there`() {
        var bytes = Array("data: ".utf8)
        JSONValue.array([1, "a"]).write(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"data: [1,"a"]"#)
    }

    @Test func `pretty text looks like a Keycloak export`() {
        let value: JSONValue = ["id": "x", "roles": [["a": 1], "b"], "none": [], "empty": [:]]
        let expected = """
            {
              "id" : "x",
              "roles" : [ {
                "a" : 1
              }, "b" ],
              "none" : [ ],
              "empty" : { }
            }
            """
        #expect(value.write(pretty: true) == expected)
        #expect(value.write(pretty: false) == #"{"id":"x","roles":[{"a":1},"b"],"none":[],"empty":{}}"#)
    }
}
