/// Which bytes end plain text in a string, and how the writer escapes them.
enum Escapes {
    /// Control characters, the quote and the backslash.
    @inline(__always)
    static func isStop(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Zero when none of the eight bytes is a stop; else the lowest set bit is the top bit of the first one
    /// (in memory order; both our platforms are little-endian, and others are brought to it).
    @inline(__always)
    static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let bytes = UInt64(littleEndian: word)
        let quotes = bytes ^ (ones &* 0x22)
        let backslashes = bytes ^ (ones &* 0x5C)
        let found = (bytes &- ones &* 0x20) & ~bytes | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return found & (ones &* 0x80)
    }

    /// Jackson's short escapes: `\b \t \n \f \r \" \\`; 0 for a byte that has none.
    static func short(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        default: 0
        }
    }

    /// A hexadecimal digit, upper case as Jackson writes it.
    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + (value & 15) - 10
    }
}
