package import JSON

/// A JSON value: a claim of a token, a field of a representation, an answer of the admin API. It is written as a literal and
/// read by names and places:
///
///     #expect(token.claims["realm_access"]?["roles"]?[0] == "buyer")
public struct JSONDocument: Sendable, Hashable {
    package let value: JSONValue

    package init(_ value: JSONValue) { self.value = value }

    /// A string, for what is no literal.
    public init(_ text: String) { value = .string(text) }

    /// An array of strings, for what is no literal.
    public init(_ texts: [String]) { value = JSONValue(texts) }

    /// The text, if this is a string.
    public var string: String? { value.string }
    /// The truth value, if this is `true` or `false`.
    public var bool: Bool? { value.bool }
    /// The integer, if this is one that fits.
    public var int: Int? { value.int }
    /// The nearest floating-point number, if this is a number.
    public var double: Double? { value.double }
    /// The elements, if this is an array.
    public var array: [JSONDocument]? { value.array?.map { JSONDocument($0) } }
    /// The names of the members in their order, if this is an object.
    public var names: [String]? { value.object?.names }
    /// Whether this is `null`.
    public var isNull: Bool { value.isNull }

    /// A string alone, or the strings of an array: claims such as `aud` come in both forms.
    ///
    ///     #expect(token.claims["aud"]?.strings.contains("api") == true)
    public var strings: [String] { string.map { [$0] } ?? value.array?.compactMap(\.string) ?? [] }

    /// The member of that name; nil unless this is an object that has it.
    public subscript(name: String) -> JSONDocument? { value[name].map { JSONDocument($0) } }
    /// The element at that place; nil unless this is an array that long.
    public subscript(index: Int) -> JSONDocument? { value[index].map { JSONDocument($0) } }
}

extension JSONDocument: CustomStringConvertible {
    /// The JSON text, compact.
    public var description: String { value.text }
}

extension JSONDocument: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// `null`, written `nil`.
    public init(nilLiteral: ()) { value = .null }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self.value = .bool(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self.value = JSONValue(value) }
    /// A number with a fraction.
    public init(floatLiteral value: Double) { self.value = JSONValue(floatLiteral: value) }
    /// A string.
    public init(stringLiteral value: String) { self.value = .string(value) }
    /// An array.
    public init(arrayLiteral elements: JSONDocument...) { value = .array(elements.map(\.value)) }
    /// An object, members in the order written.
    public init(dictionaryLiteral elements: (String, JSONDocument)...) {
        value = .object(JSONObject(elements.map { ($0.0, $0.1.value) }))
    }
}
