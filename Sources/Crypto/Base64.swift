/// Base64 and its URL form (RFC 4648 sections 4 and 5). Decoding is in its own file.
public enum Base64 {
    /// Standard alphabet, padded.
    public static func encode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { encode($0) }
    }

    /// Standard alphabet, padded.
    public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: encodedCount(bytes.count, .standard)) { write(bytes, to: $0, .standard) }
    }

    /// URL alphabet without padding, as JOSE wants it (RFC 7515 section 2).
    public static func urlEncode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { urlEncode($0) }
    }

    /// URL alphabet without padding, as JOSE wants it (RFC 7515 section 2).
    public static func urlEncode(_ bytes: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: encodedCount(bytes.count, .url)) { write(bytes, to: $0, .url) }
    }

    /// How many characters so many bytes become in the URL form.
    public static func urlEncodedCount(_ count: Int) -> Int { encodedCount(count, .url) }

    /// Writes the URL form to memory that has room for `urlEncodedCount` characters, and says how many it wrote.
    public static func urlEncode(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>) -> Int
    {
        precondition(target.count >= urlEncodedCount(bytes.count))
        return write(bytes, to: target, .url)
    }

    enum Alphabet { case standard, url }

    private static let standardLetters: StaticString =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let urlLetters: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    private static func encodedCount(_ count: Int, _ alphabet: Alphabet) -> Int {
        switch alphabet {
        case .standard: (count + 2) / 3 * 4
        case .url: count / 3 * 4 + (count % 3 == 0 ? 0 : count % 3 + 1)
        }
    }

    private static func write(
        _ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt8>, _ alphabet: Alphabet
    ) -> Int {
        guard let bytes = source.baseAddress?.assumingMemoryBound(to: UInt8.self), let out = target.baseAddress else {
            return 0
        }
        let letters = (alphabet == .url ? urlLetters : standardLetters).utf8Start
        let whole = source.count / 3 * 3
        var read = 0
        var written = 0
        while read < whole {
            let bits = UInt32(bytes[read]) << 16 | UInt32(bytes[read &+ 1]) << 8 | UInt32(bytes[read &+ 2])
            out[written] = letters[Int(bits >> 18)]
            out[written &+ 1] = letters[Int(bits >> 12 & 63)]
            out[written &+ 2] = letters[Int(bits >> 6 & 63)]
            out[written &+ 3] = letters[Int(bits & 63)]
            read &+= 3
            written &+= 4
        }
        guard read < source.count else { return written }
        return written + writeRest(bytes + read, count: source.count - read, to: out + written, letters, alphabet)
    }

    /// The last one or two bytes.
    private static func writeRest(
        _ bytes: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<UInt8>, _ letters: UnsafePointer<UInt8>,
        _ alphabet: Alphabet
    ) -> Int {
        let second = count == 2 ? bytes[1] : 0
        out[0] = letters[Int(bytes[0] >> 2)]
        out[1] = letters[Int((bytes[0] & 3) << 4 | second >> 4)]
        if count == 2 { out[2] = letters[Int((second & 15) << 2)] }
        guard alphabet == .standard else { return count + 1 }
        for index in (count + 1)..<4 { out[index] = UInt8(ascii: "=") }
        return 4
    }
}
