import JSON

/// A member that a representation may have: read as nil where it is absent.
public struct Field<Value: FieldValue>: Sendable {
    /// The member's name.
    public let name: String
    /// What a change does to it.
    public let rule: MergeRule

    /// A field of that name.
    public init(_ name: String, _ rule: MergeRule = .replaced, kept place: FieldPlace = .inDocument) {
        self.init(name, rule, kept: place, shape: Value.shape)
    }

    init(_ name: String, _ rule: MergeRule = .replaced, kept place: FieldPlace = .inDocument, shape: FieldShape) {
        self.name = name
        self.rule = place == .inRows ? .never : rule
        FieldListing.current?.entries.append(
            FieldEntry(name: name, shape: shape, rule: self.rule, place: place, standard: nil))
    }
}

/// A member that has a value also where a representation doesn't say: read as that value where it is absent.
public struct FieldWithDefault<Value: FieldValue>: Sendable {
    /// The member's name.
    public let name: String
    /// The value where the member is absent.
    public let standard: Value
    /// What a change does to it.
    public let rule: MergeRule

    /// A field of that name and default.
    public init(
        _ name: String, _ standard: Value, _ rule: MergeRule = .replaced, kept place: FieldPlace = .inDocument
    ) {
        self.init(name, standard, rule, kept: place, shape: Value.shape)
    }

    init(
        _ name: String, _ standard: Value, _ rule: MergeRule = .replaced, kept place: FieldPlace = .inDocument,
        shape: FieldShape
    ) {
        self.name = name
        self.standard = standard
        self.rule = place == .inRows ? .never : rule
        FieldListing.current?.entries.append(
            FieldEntry(name: name, shape: shape, rule: self.rule, place: place, standard: standard.json))
    }
}

/// What happens to a stored member when a change (a PUT) has it. A member that the change lacks stays as it is.
public enum MergeRule: Sendable {
    /// The new value takes the old one's place.
    case replaced
    /// Member by member; `null` or `""` removes one (client attributes; recordings: clients 40, token_options 37).
    case mergedByKey
    /// Member by member; `""` is a value (a realm's security headers; recording: realms 13, 14).
    case mergedByKeyKeepingEmpty
    /// As `replaced`, but these members stay when the change doesn't name them (recording: bad_input 108, 112).
    case replacedExcept([String])
    /// It stays as it is: not what a change says, but something else decides about it.
    case never
}

/// Where a field is kept.
public enum FieldPlace: Sendable {
    /// In the stored document.
    case inDocument
    /// In rows of its own, or not at all: it is left out of the stored document, and never merged into it.
    case inRows
}

/// The fields of one representation: a struct that lists them as stored properties, one a line, in the order in which
/// Keycloak writes them.
public protocol FieldSet: Sendable {
    /// Keycloak's name for the representation, as its error sentences say it.
    static var name: String { get }
    /// The fields as a table, made once, when it is first needed.
    static var table: FieldTable<Self> { get }
    /// Whether Keycloak passes by members that are not in the table, instead of refusing them.
    static var ignoresUnknown: Bool { get }
    /// The fields.
    init()
    /// Whether texts may hold the character U+0000.
    static var takesNull: Bool { get }
}

extension FieldSet {
    /// They may not.
    public static var takesNull: Bool { false }
}

extension FieldSet {
    /// The rule: an unknown member is refused.
    public static var ignoresUnknown: Bool { false }
}

/// A row of a field table.
struct FieldEntry: Sendable {
    let name: String
    let shape: FieldShape
    let rule: MergeRule
    let place: FieldPlace
    let standard: JSONValue?
}
