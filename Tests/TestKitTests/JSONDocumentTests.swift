import MockIDPTestKit
import Testing

/// JSON as the kit shows it.
@Suite struct JSONDocumentTests {
    @Test func `a document is written as a literal, read by names and places, and printed as JSON`() {
        let document: JSONDocument = [
            "text": "a", "number": 1, "fraction": 1.5, "yes": true, "nothing": nil, "list": ["x", 2, ["deep": false]],
        ]
        #expect(document["text"]?.string == "a" && document["text"] == "a" && document["number"]?.int == 1)
        #expect(document["fraction"]?.double == 1.5 && document["yes"]?.bool == true)
        #expect(document["nothing"]?.isNull == true && document["none"] == nil)
        #expect(document["list"]?[2]?["deep"] == false && document["list"]?.array?.count == 3)
        #expect(document["list"]?[3] == nil && document["list"]?[-1] == nil && document["text"]?["a"] == nil)
        #expect(document.names == ["text", "number", "fraction", "yes", "nothing", "list"])
        let text = #"{"text":"a","number":1,"fraction":1.5,"yes":true,"nothing":null,"list":["x",2,{"deep":false}]}"#
        #expect(document.description == text)
    }

    @Test func `strings are those of a string alone and of an array`() {
        let variable = "b"
        #expect(JSONDocument("a").strings == ["a"] && JSONDocument(["a", variable]).strings == ["a", "b"])
        #expect((["a", 1, nil, "b"] as JSONDocument).strings == ["a", "b"] && (7 as JSONDocument).strings == [])
    }
}
