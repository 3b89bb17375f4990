/// Changes inputs as a fuzzer does, and always the same for the same seed.
struct Mutator {
    private var state: UInt64
    /// Bytes and texts that readers stumble over.
    private static let pieces: [[UInt8]] = [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], Array("\r\n".utf8), Array("\\u0000".utf8), Array("\\ud800".utf8),
        Array("1e400".utf8), Array("-1".utf8), Array("2147483648".utf8), Array("9223372036854775807".utf8),
        Array("18446744073709551616".utf8), Array("null".utf8), Array("[[".utf8), Array("{}".utf8), Array("\"\"".utf8),
        Array("%".utf8), Array("%00".utf8), Array(".".utf8), Array("..".utf8), Array("=".utf8), Array("/".utf8),
        Array(repeating: UInt8(ascii: "["), count: 1_100), Array(repeating: UInt8(ascii: "a"), count: 300),
    ]

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(limit, 1)))
    }

    /// One of the seeds with one to four changes.
    mutating func change(oneOf seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[next(below: seeds.count)]
        for _ in 0...next(below: 4) {
            let at = next(below: bytes.count + 1)
            switch next(below: 6) {
            case 0 where at < bytes.count: bytes[at] ^= UInt8(1 << next(below: 8))
            case 1 where at < bytes.count: bytes[at] = UInt8(next(below: 256))
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + next(below: 16)))
            case 3: bytes.insert(contentsOf: Self.pieces[next(below: Self.pieces.count)], at: at)
            case 4:
                let from = next(below: bytes.count + 1)
                bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + next(below: 64))], at: at)
            default:
                let piece = Self.pieces[next(below: Self.pieces.count)]
                bytes.replaceSubrange(at..<min(bytes.count, at + piece.count), with: piece)
            }
        }
        return bytes
    }
}
