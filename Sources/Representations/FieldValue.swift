import JSON
import Text

/// A type that a field's value may have.
public protocol FieldValue: Sendable {
    /// What a body must hold to be read as this type.
    static var shape: FieldShape { get }
    /// The value of a member; nil if it is of another kind.
    init?(json: JSONValue)
    /// The value as a member.
    var json: JSONValue { get }
    /// The value as a member that takes the place of another.
    func json(replacing old: JSONValue?) -> JSONValue
}

extension FieldValue {
    /// The value as a member, whatever was there before.
    @inlinable public func json(replacing old: JSONValue?) -> JSONValue { json }
}

extension Bool: FieldValue {
    /// `true` or `false`.
    public static var shape: FieldShape { .bool }
    /// The truth value.
    @inlinable public init?(json: JSONValue) {
        guard let value = json.bool else { return nil }
        self = value
    }
    /// `true` or `false`.
    @inlinable public var json: JSONValue { .bool(self) }
}

extension String: FieldValue {
    /// A text.
    public static var shape: FieldShape { .string }
    /// The text.
    @inlinable public init?(json: JSONValue) {
        guard let value = json.string else { return nil }
        self = value
    }
    /// A string.
    @inlinable public var json: JSONValue { .string(self) }
}

/// Java's `Integer`.
extension Int: FieldValue {
    /// A whole number of 32 bits.
    public static var shape: FieldShape { .int32 }
    /// The number.
    @inlinable public init?(json: JSONValue) {
        guard let value = json.int else { return nil }
        self = value
    }
    /// A number.
    @inlinable public var json: JSONValue { JSONValue(self) }
}

/// Java's `Long`.
extension Int64: FieldValue {
    /// A whole number of 64 bits.
    public static var shape: FieldShape { .int64 }
    /// The number.
    @inlinable public init?(json: JSONValue) {
        guard let value = json.int else { return nil }
        self = Int64(value)
    }
    /// A number.
    @inlinable public var json: JSONValue { JSONValue(Int(self)) }
}

extension JSONValue: FieldValue {
    /// Any JSON.
    public static var shape: FieldShape { .any }
    /// The value itself.
    @inlinable public init?(json: JSONValue) { self = json }
    /// The value itself.
    @inlinable public var json: JSONValue { self }
}

extension JSONObject: FieldValue {
    /// Any JSON object.
    public static var shape: FieldShape { .object }
    /// The object.
    @inlinable public init?(json: JSONValue) {
        guard let value = json.object else { return nil }
        self = value
    }
    /// The object.
    @inlinable public var json: JSONValue { .object(self) }
}

extension Array: FieldValue where Element: FieldValue {
    /// An array.
    public static var shape: FieldShape { .list(Element.shape) }
    /// The elements that are of the kind: Jackson lets `null` stand in an array, and so do documents.
    @inlinable public init?(json: JSONValue) {
        guard case .array(let elements) = json else { return nil }
        self = elements.compactMap(Element.init(json:))
    }
    /// An array.
    @inlinable public var json: JSONValue { .array(map(\.json)) }
}

/// Names as they were sent: `[String: Value]` would take names that look the same for one, and is no field's value.
extension TextMap: FieldValue where Value: FieldValue {
    /// An object.
    public static var shape: FieldShape { .map(Value.shape) }
    /// The members that are of the kind: Jackson lets `null` stand in a map, and so do documents.
    @inlinable public init?(json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        self.init(minimumCapacity: members.count)
        for (name, value) in members { self[name] = Value(json: value) }
    }
    /// An object, members in the order of their names.
    @inlinable public var json: JSONValue { json(replacing: nil) }
    /// An object whose members stand where they stood before, new ones after them in the order of their names.
    @inlinable public func json(replacing old: JSONValue?) -> JSONValue {
        let members = old?.object
        let oldNames = members?.names.filter { self[$0] != nil } ?? []
        let names = oldNames + names.filter { members?[$0] == nil }
        return .object(JSONObject(names.compactMap { name in self[name].map { (name, $0.json) } }))
    }
}
