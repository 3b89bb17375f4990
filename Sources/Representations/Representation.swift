import JSON

/// One of Keycloak's representations: a JSON document whose members are those of a field table.
///
/// All fields that Keycloak knows are in the table, also those nobody here reads, so that what a client wrote is what it
/// reads back. Members are read and written by the names of the fields: `client.enabled = false`. What reads and
/// writes them is inlined always: a key path that the compiler sees through is never made while the server runs.
@dynamicMemberLookup
public struct Representation<F: FieldSet>: Sendable, Hashable {
    /// The members, in the order in which they came.
    public var document: JSONObject

    /// The representation of a document that already has every value in its field's form (one that was stored).
    @inlinable public init(_ document: JSONObject = JSONObject()) { self.document = document }

    /// The value of a field, nil where it is absent; setting nil removes it.
    @inlinable @inline(__always) public subscript<Value>(dynamicMember path: KeyPath<F, Field<Value>>) -> Value? {
        get { document[F.table.fields[keyPath: path].name].flatMap(Value.init(json:)) }
        set {
            let name = F.table.fields[keyPath: path].name
            document[name] = newValue.map { $0.json(replacing: document[name]) }
        }
    }

    /// The value of a field, its default where it is absent.
    @inlinable @inline(__always) public subscript<Value>(dynamicMember path: KeyPath<F, FieldWithDefault<Value>>)
        -> Value
    {
        get {
            let field = F.table.fields[keyPath: path]
            return document[field.name].flatMap(Value.init(json:)) ?? field.standard
        }
        set {
            let name = F.table.fields[keyPath: path].name
            document[name] = newValue.json(replacing: document[name])
        }
    }

    /// One member of a field that holds a map, without reading the others; setting nil removes it.
    @inlinable @inline(__always)
    public subscript<Value>(path: KeyPath<F, FieldWithDefault<TextMap<Value>>>, name: String) -> Value? {
        get { document[F.table.fields[keyPath: path].name]?[name].flatMap(Value.init(json:)) }
        set { set(F.table.fields[keyPath: path].name, name, to: newValue) }
    }

    /// One member of a field that holds a map, without reading the others; setting nil removes it.
    @inlinable @inline(__always) public subscript<Value>(path: KeyPath<F, Field<TextMap<Value>>>, name: String)
        -> Value?
    {
        get { document[F.table.fields[keyPath: path].name]?[name].flatMap(Value.init(json:)) }
        set { set(F.table.fields[keyPath: path].name, name, to: newValue) }
    }

    @usableFromInline mutating func set<Value: FieldValue>(_ field: String, _ name: String, to value: Value?) {
        if value == nil, document[field] == nil { return }
        var members = document[field]?.object ?? JSONObject()
        members[name] = value.map { $0.json(replacing: members[name]) }
        document[field] = .object(members)
    }

    /// The members in the order in which Keycloak writes them, those of nested representations too.
    @inlinable public var ordered: JSONObject { F.table.rows.ordered(document) }

    /// The same representation with the default of every field that is absent and has one.
    public var withDefaults: Representation {
        var result = self
        for entry in F.table.rows.entries where document[entry.name] == nil {
            result.document[entry.name] = entry.standard
        }
        return result
    }
}

extension Representation: FieldValue {
    /// An object with a field table of its own.
    public static var shape: FieldShape { .nested { F.table.rows } }
    /// The representation of an object.
    @inlinable public init?(json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        self.init(members)
    }
    /// The document.
    @inlinable public var json: JSONValue { .object(document) }
}
