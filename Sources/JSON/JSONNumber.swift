/// A JSON number, kept as the text it was written in, so that `1.50` and a twenty-digit integer survive a round trip.
///
/// Equality is that of the text: `1` and `1.0` differ.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number as it was written.
    public let text: String

    /// The shortest text of this integer.
    public init(_ value: Int) { text = String(value) }

    /// The shortest text that reads back as this value; nil for infinities and NaN, which JSON does not have.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// A number in the grammar of RFC 8259 section 6; nil for anything else.
    public init?(text: String) {
        guard case .number(let number)? = try? JSONReader.read(text), number.text == text else { return nil }
        self = number
    }

    init(checked text: String) { self.text = text }

    /// The value, if the text has neither fraction nor exponent and fits.
    public var int: Int? { Int(text) }

    /// The nearest floating-point value; infinite when the number is too large for one.
    public var double: Double { Double(text) ?? .nan }

    /// The number as it was written.
    public var description: String { text }
}

extension JSONNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// An integer.
    public init(integerLiteral value: Int) { self.init(value) }

    /// A number with a fraction; a literal beyond the largest finite value becomes that value.
    public init(floatLiteral value: Double) {
        let largest = Double.greatestFiniteMagnitude
        text = min(max(value, -largest), largest).description
    }
}
