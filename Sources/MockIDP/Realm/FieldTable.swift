import JSON

/// The fields of one representation, by name and in order.
public final class FieldTable<Fields: FieldSet>: Sendable {
    let fields: Fields
    let rows: FieldRows

    /// The table of these fields. Reflection lists them; it happens once for each table.
    public init(_ fields: Fields) {
        self.fields = fields
        let entries = Mirror(reflecting: fields).children.compactMap { ($0.value as? any AnyField)?.entry }
        rows = FieldRows(representation: Fields.name, entries: entries)
    }

    /// The names of all fields in the order in which Keycloak writes them.
    public var names: [String] { rows.entries.map(\.name) }
}

/// A field table without its type, as nested representations refer to it.
public final class FieldRows: Sendable {
    let representation: String
    let entries: [FieldEntry]
    private let places: [String: Int]

    init(representation: String, entries: [FieldEntry]) {
        self.representation = representation
        self.entries = entries
        var places = [String: Int](minimumCapacity: entries.count)
        for (place, entry) in entries.enumerated() { places[entry.name] = place }
        self.places = places
    }

    func place(of name: String) -> Int? { places[name] }

    func entry(_ name: String) -> FieldEntry? { places[name].map { entries[$0] } }

    /// The members in the table's order, those of nested representations too; unknown ones at the end.
    func ordered(_ object: JSONObject) -> JSONObject {
        var members: [(place: Int, name: String, value: JSONValue)] = []
        members.reserveCapacity(object.count)
        var isOrdered = true
        for (name, value) in object {
            let place = places[name] ?? entries.count
            if let last = members.last, last.place > place { isOrdered = false }
            members.append((place, name, place < entries.count ? entries[place].shape.ordered(value) : value))
        }
        if !isOrdered { members.sort { $0.place < $1.place } }
        return JSONObject(members.lazy.map { ($0.name, $0.value) })
    }
}
