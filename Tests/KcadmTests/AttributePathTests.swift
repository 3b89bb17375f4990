import JSON
import Testing

@testable import Kcadm

/// What `-s` and `-d` do to a document, as Keycloak's kcadm does it unless a name says that it is modelled.
@Suite struct AttributePathTests {
    private static let before: JSONObject = [
        "name": "web", "attributes": ["a": "1"], "uris": ["x", "y"], "nothing": nil,
    ]

    private func edited(_ words: [String]) throws -> String {
        let words = try Words(.update, ["clients/1"] + words)
        var object = Self.before
        for edit in try words.edits() { try edit.apply(to: &object) }
        return object.text
    }

    @Test(arguments: [
        ("name=app", #""name":"app""#),
        ("enabled=true", #""enabled":true"#),
        ("count=3", #""count":3"#),
        ("name=", #""name":null"#),
        ("name=null", #""name":null"#),
        ("name=a=b", #""name":"a=b""#),
        (#"name="quoted \"text\"""#, #""name":"quoted \"text\"""#),
        ("name='single'", #""name":"single""#),
        ("name=007", #""name":"007""#),
        ("name=two words", #""name":"two words""#),
        (#"name=["a", "b"]"#, #""name":["a","b"]"#),
        (#"name={"a": {"b": 1}}"#, #""name":{"a":{"b":1}}"#),
        ("name=[a, b]", #""name":"[a, b]""#),
        ("attributes.b=2", #""attributes":{"a":"1","b":2}"#),
        ("made.for.it=x", #""made":{"for":{"it":"x"}}"#),
        ("nothing.a=x", #""nothing":{"a":"x"}"#),
        (#"config."claim.name"=c"#, #""config":{"claim.name":"c"}"#),
        (#"config."jsonType.label"="String""#, #""config":{"jsonType.label":"String"}"#),
        ("uris+=z", #""uris":["x","y","z"]"#),
        ("name+=z", #""name":["z"]"#),
        ("uris[0]=z", #""uris":["z","y"]"#),
        ("uris[3]=z", #""uris":["x","y",null,"z"]"#),
        ("new[1]=z", #""new":[null,"z"]"#),
    ])
    func `an attribute is set`(_ set: String, _ expected: String) throws {
        let document = try edited(["-s", set])
        #expect(document.contains(expected), "\(document)")
    }

    @Test func `what is in a list can be reached (modelled: Keycloak's kcadm fails there)`() throws {
        #expect(try edited(["-s", "mappers[1].config.a=x"]).contains(#""mappers":[null,{"config":{"a":"x"}}]"#))
    }

    @Test(arguments: [
        ("name", #"{"attributes":{"a":"1"},"uris":["x","y"],"nothing":null}"#),
        ("attributes.a", #"{"name":"web","attributes":{},"uris":["x","y"],"nothing":null}"#),
        ("uris[0]", #"{"name":"web","attributes":{"a":"1"},"uris":["y"],"nothing":null}"#),
        ("uris[7]", #"{"name":"web","attributes":{"a":"1"},"uris":["x","y"],"nothing":null}"#),
        ("no.such.thing", #"{"name":"web","attributes":{"a":"1"},"uris":["x","y"],"nothing":null}"#),
    ])
    func `an attribute is removed`(_ name: String, _ expected: String) throws {
        #expect(try edited(["-d", name]) == expected)
    }

    @Test func `the order of the options counts`() throws {
        #expect(try !edited(["-s", "b=1", "-d", "b"]).contains(#""b""#))
        #expect(try edited(["-d", "b", "-s", "b=1"]).contains(#""b":1"#))
    }

    @Test(arguments: [
        (".a=1", "Invalid attribute key: .a (at position 1)"),
        ("a.=1", "Invalid attribute key: a. (at position 2)"),
        (#"a"b"=1"#, #"Invalid attribute key: a"b" (at position 2)"#),
        (#""a=1"#, #"Invalid attribute key: "a (at position 2)"#),
        ("a]=1", "Invalid attribute key: a] (']' not allowed here)"),
        ("a[x]=1", "Invalid attribute key: a[x] (Invalid array index: '[x]')"),
        ("a[999999999]=1", "Invalid attribute key: a[999999999] (Invalid array index: '[999999999]')"),
        ("name.b=1", "Failed to set attribute 'name.b': 'name' is not an object"),
        ("a='", "Invalid string value: '"),
        ("=1", "Invalid key=value parameter: [=1]"),
        ("name", "Invalid key=value parameter: [name]"),
    ])
    func `what leads nowhere is said`(_ set: String, _ message: String) {
        let failure = #expect(throws: Failure.self) { try edited(["-s", set]) }
        #expect(failure?.message == message)
    }

    @Test func `a way has a bound`() {
        let long = String(repeating: "a.", count: 100_000) + "b=1"
        #expect(throws: Failure.self) { try edited(["-s", long]) }
    }

    @Test func `a file's members go over those that there are`() throws {
        var object: JSONObject = ["a": 1, "b": ["c": 2, "d": 3], "e": [1]]
        try merge(["a": 9, "b": ["c": 8], "e": [2, 3], "f": "new"], into: &object)
        #expect(object.text == #"{"a":9,"b":{"c":8,"d":3},"e":[2,3],"f":"new"}"#)
        #expect(throws: Failure.failed(#"Attribute is of incompatible type - b: "x""#)) {
            try merge(["b": "x"], into: &object)
        }
        #expect(throws: Failure.failed("Attribute is of incompatible type - e: {}")) {
            try merge(["e": [:]], into: &object)
        }
    }
}
