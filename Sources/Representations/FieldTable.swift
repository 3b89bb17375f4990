import JSON

/// The fields of one representation, by name and in order.
public final class FieldTable<Fields: Sendable>: Sendable {
    /// The fields by their names. Public, so that members are read without a key path wherever they are asked for.
    public let fields: Fields
    @usableFromInline package let rows: FieldRows

    /// The table of these fields. They enter themselves while they are made, which is in the order of the struct.
    ///
    /// The type asks for no more than it keeps, since what a type asks for is looked up when the program first uses it.
    public init(_ fields: @autoclosure () -> Fields) where Fields: FieldSet {
        let listing = FieldListing()
        self.fields = FieldListing.$current.withValue(listing, operation: fields)
        rows = FieldRows(
            representation: Fields.name, entries: listing.entries, ignoresUnknown: Fields.ignoresUnknown)
    }

    /// The names of all fields in the order in which Keycloak writes them.
    public var names: [String] { rows.entries.map(\.name) }
}

/// The entries of the table that is being made. Listing fields by reflection instead takes a hundred times as long.
final class FieldListing: @unchecked Sendable {
    // Unchecked: the task-local value never leaves the call in which the table is made.
    @TaskLocal static var current: FieldListing?
    var entries: [FieldEntry] = []
}

/// A field table without its type, as nested representations refer to it.
public final class FieldRows: Sendable {
    let representation: String
    let entries: [FieldEntry]
    let ignoresUnknown: Bool
    private let inRows: [String]
    private let places: [String: Int]

    init(representation: String, entries: [FieldEntry], ignoresUnknown: Bool = false) {
        self.representation = representation
        self.entries = entries
        self.ignoresUnknown = ignoresUnknown
        inRows = entries.filter { $0.place == .inRows }.map(\.name)
        var places = [String: Int](minimumCapacity: entries.count)
        for (place, entry) in entries.enumerated() { places[entry.name] = place }
        self.places = places
    }

    func place(of name: String) -> Int? { places[name] }

    /// Whether a member of that name is not kept in stored documents. There are few: comparing them takes less than a hash.
    package func isKeptInRows(_ name: String) -> Bool { inRows.contains { sameBytes($0, name) } }

    func entry(_ name: String) -> FieldEntry? { places[name].map { entries[$0] } }

    /// Whether a change says nothing about a member of that name.
    package func isNeverMerged(_ name: String) -> Bool {
        if case .never? = entry(name)?.rule { true } else { false }
    }

    /// The members in the table's order, those of nested representations too; unknown ones at the end.
    @usableFromInline func ordered(_ object: JSONObject) -> JSONObject {
        if isOrdered(object) { return object }
        var members = object.map { name, value in
            let place = places[name] ?? entries.count
            return (
                place: place, name: name, value: place < entries.count ? entries[place].shape.ordered(value) : value
            )
        }
        members.sort { $0.place < $1.place }
        return JSONObject(members.map { ($0.name, $0.value) })
    }

    /// Whether the members are in order and hold no representations, which may not be.
    private func isOrdered(_ object: JSONObject) -> Bool {
        var last = 0
        for (name, _) in object {
            guard let place = places[name], place >= last, !entries[place].shape.holdsRepresentations else {
                return false
            }
            last = place
        }
        return true
    }
}
