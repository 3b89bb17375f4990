/// Percent-encoding (RFC 3986 section 2.1), byte by byte.
public enum PercentEncoding {
    /// Where a text is to stand, which decides what of it stays as it is.
    public enum Place: Sendable {
        /// As a name or value of a query: letters, digits and `-._~` stay (RFC 3986 section 2.3).
        case query
        /// As one segment of a path: sub-delimiters, `:` and `@` stay too (RFC 3986 section 3.3).
        case pathSegment
    }

    /// The text with all that has to be encoded there as `%XX`.
    public static func encode(_ text: String, in place: Place) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || place == .pathSegment && "!$&'()*+,;=:@".utf8.contains(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The text that was encoded. A `%` that begins no escape stays as it is; what is no UTF-8 becomes U+FFFD.
    public static func decode(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var isMalformed = false
        return decode(Array(text.utf8)[...], plusIsBlank: false, &isMalformed)
    }

    /// A name or value of a form that was encoded: `+` is a blank too.
    public static func decodeForm(_ text: some StringProtocol) -> String {
        var isMalformed = false
        return decode(Array(text.utf8)[...], plusIsBlank: true, &isMalformed)
    }

    /// Whether every `%` is followed by two hexadecimal digits.
    public static func isWellFormed(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "%")) {
            rest = rest[mark...].dropFirst()
            guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy({ hexValue($0) != nil }) else { return false }
        }
        return true
    }

    /// The decoded text; whether an escape was none, or the bytes no UTF-8, is noted.
    static func decode(_ part: ArraySlice<UInt8>, plusIsBlank: Bool, _ isMalformed: inout Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var index = part.startIndex
        while index < part.endIndex {
            switch part[index] {
            case UInt8(ascii: "+") where plusIsBlank:
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

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
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
