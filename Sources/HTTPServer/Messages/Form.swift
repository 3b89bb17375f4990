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
    public static func isTooLong(_ bytes: some Sequence<UInt8>) -> Bool {
        var fields = 1
        for byte in bytes where byte == UInt8(ascii: "&") {
            fields += 1
            if fields > mostFields { return true }
        }
        return false
    }

    /// Reads text as it stands in a target's query.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// Reads the bytes of a body.
    public init(_ bytes: [UInt8]) {
        var pairs: [(String, String)] = []
        var isMalformed = false
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let mark = part.firstIndex(of: UInt8(ascii: "="))
            let name = Self.decode(part[..<(mark ?? part.endIndex)], &isMalformed)
            let value = mark.map { Self.decode(part[part.index(after: $0)...], &isMalformed) } ?? ""
            pairs.append((name, value))
        }
        self.pairs = pairs
        self.isMalformed = isMalformed
    }

    /// The first value of this name.
    public subscript(name: String) -> String? { pairs.first { $0.0 == name }?.1 }

    /// All values of this name.
    public func all(_ name: String) -> [String] { pairs.filter { $0.0 == name }.map(\.1) }

    /// The names in their order, each as often as it came.
    public var names: [String] { pairs.map(\.0) }

    private static func decode(_ part: ArraySlice<UInt8>, _ isMalformed: inout Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var index = part.startIndex
        while index < part.endIndex {
            switch part[index] {
            case UInt8(ascii: "+"):
                bytes.append(0x20)
            case UInt8(ascii: "%"):
                if part.endIndex - index > 2, let high = hexValue(part[index + 1]), let low = hexValue(part[index + 2])
                {
                    bytes.append(high << 4 | low)
                    index += 2
                } else {
                    isMalformed = true
                    bytes.append(UInt8(ascii: "%"))
                }
            case let byte:
                bytes.append(byte)
            }
            index += 1
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        isMalformed = true
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The value of a hexadecimal digit, nil when it is none.
func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
}
