/// A body or query of `application/x-www-form-urlencoded` (WHATWG URL section 5.1), strict: order and duplicates are
/// kept, and an escape that is none is noticed.
public struct Form: Sendable {
    /// Names and values, decoded, in the order in which they came.
    public let pairs: [(String, String)]
    /// Whether a `%` was not followed by two hexadecimal digits or the decoded bytes were not UTF-8. Such an escape
    /// stays in the text as it is.
    public let isMalformed: Bool

    /// More fields than this no form has: each costs far more memory than the byte that makes one.
    public static let mostFields = 1_000

    /// Whether a body or query has more fields than a form may have.
    @inlinable public static func isTooLong(_ bytes: some Sequence<UInt8>) -> Bool {
        var fields = 1
        for byte in bytes where byte == UInt8(ascii: "&") {
            fields += 1
            if fields > mostFields { return true }
        }
        return false
    }

    /// A form of these names and values.
    public init(_ pairs: [(String, String)]) {
        self.pairs = pairs
        isMalformed = false
    }

    /// Reads text as it stands in a target's query.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// Reads the bytes of a body.
    public init(_ bytes: [UInt8]) {
        var pairs: [(String, String)] = []
        var isMalformed = false
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let mark = part.firstIndex(of: UInt8(ascii: "="))
            let name = PercentEncoding.decode(
                part[..<(mark ?? part.endIndex)], plusIsBlank: true, &isMalformed)
            let value =
                mark.map {
                    PercentEncoding.decode(part[part.index(after: $0)...], plusIsBlank: true, &isMalformed)
                } ?? ""
            pairs.append((name, value))
        }
        self.pairs = pairs
        self.isMalformed = isMalformed
    }

    /// The form as it stands in a body or a query; a blank is `%20`, which both know.
    public var text: String {
        pairs.map { PercentEncoding.encode($0, in: .query) + "=" + PercentEncoding.encode($1, in: .query) }
            .joined(separator: "&")
    }

    /// The first value of this name.
    public subscript(name: String) -> String? { pairs.first { $0.0 == name }?.1 }

    /// All values of this name.
    public func all(_ name: String) -> [String] { pairs.filter { $0.0 == name }.map(\.1) }

    /// The names in their order, each as often as it came.
    public var names: [String] { pairs.map(\.0) }
}
