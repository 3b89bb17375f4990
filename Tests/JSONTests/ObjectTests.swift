import JSON
import Testing

@Suite struct ObjectTests {
    /// Small objects are searched, large ones indexed.
    @Test(arguments: [0, 1, 7, 8, 9, 10, 16, 17, 40, 155, 1000])
    func `members are found, changed and removed at every size`(size: Int) {
        var object = JSONObject((0..<size).map { ("name\($0)", JSONValue($0)) })
        #expect(object.count == size)
        for place in 0..<size { #expect(object["name\(place)"]?.int == place) }
        #expect(object["name\(size)"] == nil)

        for place in stride(from: 0, to: size, by: 3) { object["name\(place)"] = "changed" }
        #expect(object.names == (0..<size).map { "name\($0)" })
        for place in stride(from: 0, to: size, by: 2) { object["name\(place)"] = nil }
        #expect(object.names == (0..<size).filter { $0 % 2 == 1 }.map { "name\($0)" })
        for place in 0..<size { #expect(object.contains("name\(place)") == (place % 2 == 1)) }
        object["last"] = nil
        object["last"] = .null
        #expect(object.names.last == "last" && object["last"] == .null)
    }

    @Test func `equality minds the order of members`() {
        let one: JSONObject = ["a": 1, "b": 2]
        #expect(one == ["a": 1, "b": 2])
        #expect(one != ["b": 2, "a": 1])
        #expect(one != ["a": 1])
        #expect(one.hashValue == JSONObject([("a", 1), ("b", 2)]).hashValue)
    }

    @Test func `a literal with one name twice keeps the last value`() {
        let object: JSONObject = ["a": 1, "a": 2]
        #expect(object == ["a": 2])
    }

    @Test func `a copy is not changed by its original`() {
        var object = JSONObject((0..<20).map { ("n\($0)", JSONValue($0)) })
        let copy = object
        object["n3"] = nil
        object["more"] = true
        #expect(copy.count == 20 && copy["n3"] == 3 && copy["more"] == nil)
    }

    @Test func `nested values are reached and changed`() {
        var object: JSONObject = ["attributes": ["a": ["x"]]]
        #expect(object["attributes"]?["a"]?[0]?.string == "x")
        #expect(object["attributes"]?["a"]?[1] == nil && object["attributes"]?[0] == nil)
        var attributes = object["attributes"]?.object ?? [:]
        attributes["b"] = 1
        object["attributes"] = .object(attributes)
        #expect(JSONValue.object(object).text == #"{"attributes":{"a":["x"],"b":1}}"#)
    }

    @Test func `accessors answer only for their own kind`() {
        let values: [JSONValue] = [nil, true, 1, "s", [1], ["a": 1]]
        #expect(values.map(\.isNull) == [true, false, false, false, false, false])
        #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil])
        #expect(values.map(\.int) == [nil, nil, 1, nil, nil, nil])
        #expect(values.map(\.double) == [nil, nil, 1, nil, nil, nil])
        #expect(values.map(\.string) == [nil, nil, nil, "s", nil, nil])
        #expect(values.map(\.array) == [nil, nil, nil, nil, [1], nil])
        #expect(values.map(\.object) == [nil, nil, nil, nil, nil, ["a": 1]])
        #expect(values.map(\.kind) == [.null, .bool, .number, .string, .array, .object])
    }
}
