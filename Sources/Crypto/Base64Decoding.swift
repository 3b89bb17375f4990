extension Base64 {
    /// Decodes the URL form strictly: no padding, no whitespace, no `+` or `/`, and the bits behind the last byte zero,
    /// so that no two texts mean the same bytes (RFC 7515 section 2, RFC 4648 section 3.5).
    public static func urlDecode(_ text: some Collection<UInt8>) -> [UInt8]? {
        withBytes(of: text) { decode($0, urlValues) }
    }

    /// Decodes the URL form strictly.
    public static func urlDecode(_ text: String) -> [UInt8]? { urlDecode(text.utf8) }

    /// Decodes the standard form strictly: padded, and the bits behind the last byte zero (RFC 4648 section 4).
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        withBytes(of: text) { bytes in
            guard bytes.count % 4 == 0 else { return nil }
            let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
            return decode(UnsafeBufferPointer(rebasing: bytes.dropLast(padding)), standardValues)
        }
    }

    /// Decodes the standard form strictly.
    public static func decode(_ text: String) -> [UInt8]? { decode(text.utf8) }

    /// Decodes what people paste: either alphabet, whitespace anywhere, padding or none, stray bits at the end.
    public static func decodeLeniently(_ text: some Collection<UInt8>) -> [UInt8]? {
        var letters: [UInt8] = []
        letters.reserveCapacity(text.count)
        for byte in text where byte != 32 && !(9...13).contains(byte) {
            switch byte {
            case UInt8(ascii: "-"): letters.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): letters.append(UInt8(ascii: "/"))
            default: letters.append(byte)
            }
        }
        for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() }
        return letters.withUnsafeBufferPointer { decode($0, standardValues, strayBits: true) }
    }

    /// Decodes what people paste.
    public static func decodeLeniently(_ text: String) -> [UInt8]? { decodeLeniently(text.utf8) }

    private static let standardValues = values(last: "+", "/")
    private static let urlValues = values(last: "-", "_")

    /// A table from letter to value; 255 stands for a letter that has none.
    private static func values(last: Unicode.Scalar, _ veryLast: Unicode.Scalar) -> [UInt8] {
        var table = [UInt8](repeating: 255, count: 256)
        for value in 0..<26 {
            table[Int(UInt8(ascii: "A")) + value] = UInt8(value)
            table[Int(UInt8(ascii: "a")) + value] = UInt8(value + 26)
        }
        for value in 0..<10 { table[Int(UInt8(ascii: "0")) + value] = UInt8(value + 52) }
        table[Int(UInt8(ascii: last))] = 62
        table[Int(UInt8(ascii: veryLast))] = 63
        return table
    }

    private static func withBytes(
        of text: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> [UInt8]?
    ) -> [UInt8]? {
        if let result = text.withContiguousStorageIfAvailable(body) { return result }
        return Array(text).withUnsafeBufferPointer(body)
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ table: [UInt8], strayBits: Bool = false
    ) -> [UInt8]? {
        let rest = text.count % 4
        guard rest != 1 else { return nil }
        // All empty arrays are one: filling one would write where other threads read.
        guard !text.isEmpty else { return [] }
        let size = text.count / 4 * 3 + max(0, rest - 1)
        var seen: UInt8 = 0  // all values or-ed: a letter that has none shows as 255
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { out, count in
            count = size
            table.withUnsafeBufferPointer { values in
                seen = decodeGroups(text, to: out, values)
                guard rest > 0 else { return }
                seen |= decodeRest(text.suffix(rest).map { values[Int($0)] }, to: out, strayBits: strayBits)
            }
        }
        return seen < 64 ? bytes : nil
    }

    /// Decodes all whole groups of four letters and returns their values or-ed.
    private static func decodeGroups(
        _ text: UnsafeBufferPointer<UInt8>, to out: UnsafeMutableBufferPointer<UInt8>,
        _ values: UnsafeBufferPointer<UInt8>
    ) -> UInt8 {
        var seen: UInt8 = 0
        var written = 0
        var read = 0
        while read &+ 4 <= text.count {
            let first = values[Int(text[read])]
            let second = values[Int(text[read &+ 1])]
            let third = values[Int(text[read &+ 2])]
            let fourth = values[Int(text[read &+ 3])]
            seen |= first | second | third | fourth
            out[written] = first << 2 | second >> 4
            out[written &+ 1] = second << 4 | third >> 2
            out[written &+ 2] = third << 6 | fourth
            read &+= 4
            written &+= 3
        }
        return seen
    }

    /// Decodes the last two or three letters; 255 when bits are left over that should be zero.
    private static func decodeRest(
        _ values: [UInt8], to out: UnsafeMutableBufferPointer<UInt8>, strayBits: Bool
    ) -> UInt8 {
        let end = out.count
        guard values.count == 3 else {
            out[end - 1] = values[0] << 2 | values[1] >> 4
            return strayBits || values[1] & 15 == 0 ? values[0] | values[1] : 255
        }
        out[end - 2] = values[0] << 2 | values[1] >> 4
        out[end - 1] = values[1] << 4 | values[2] >> 2
        return strayBits || values[2] & 3 == 0 ? values[0] | values[1] | values[2] : 255
    }
}
