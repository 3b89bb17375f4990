import JSON

/// Lists by names, in the order in which the names came.
struct NamedLists {
    private var lists: [(name: String, values: [JSONValue])] = []
    private var places: TextMap<Int> = [:]

    mutating func append(_ value: JSONValue, to name: String) {
        let place = places[name] ?? lists.count
        if place == lists.count {
            places[name] = place
            lists.append((name, []))
        }
        lists[place].values.append(value)
    }

    /// The lists as members of an object.
    var object: JSONObject { JSONObject(lists.map { ($0.name, .array($0.values)) }) }
}
