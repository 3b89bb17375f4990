import JSON

/// What a member's value must look like. `Coercion.swift` says how Jackson bends what doesn't.
public indirect enum FieldShape: Sendable {
    /// `true` or `false`.
    case bool
    /// A whole number of 32 bits.
    case int32
    /// A whole number of 64 bits.
    case int64
    /// A text.
    case string
    /// One of the names of a Java enum.
    case choice([String])
    /// Any JSON.
    case any
    /// Any JSON object.
    case object
    /// An array of such values.
    case list(FieldShape)
    /// An object of such values.
    case map(FieldShape)
    /// A map of lists that also takes a single value where a list is expected.
    case mapOfListsOrSingles
    /// A representation with a table of its own, which is looked up when it is needed: tables may refer to each other.
    case nested(@Sendable () -> FieldRows)

    /// The value with the members of nested representations in their tables' order.
    func ordered(_ value: JSONValue) -> JSONValue {
        switch (self, value) {
        case (.nested(let rows), .object(let object)):
            .object(rows().ordered(object))
        case (.list(let element), .array(let values)) where element.holdsRepresentations:
            .array(values.map(element.ordered))
        case (.map(let element), .object(let members)) where element.holdsRepresentations:
            .object(JSONObject(members.map { ($0.name, element.ordered($0.value)) }))
        default: value
        }
    }

    /// Whether values have a field table of their own.
    var holdsRepresentations: Bool {
        switch self {
        case .nested: true
        case .list(let element), .map(let element): element.holdsRepresentations
        default: false
        }
    }
}
