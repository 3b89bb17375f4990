/// Characters of ASCII, a bit for each: what every character of a name is looked up in.
struct ASCIISet: Sendable {
    private var bits: (low: UInt64, high: UInt64) = (0, 0)

    /// The ASCII characters of a text.
    init(_ text: String) {
        for byte in text.utf8 where byte < 0x40 { bits.low |= 1 << UInt64(byte) }
        for byte in text.utf8 where byte >= 0x40 && byte < 0x80 { bits.high |= 1 << UInt64(byte - 0x40) }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = UInt64(scalar.value)
        return value < 0x40 ? bits.low >> value & 1 == 1 : value < 0x80 && bits.high >> (value - 0x40) & 1 == 1
    }
}
