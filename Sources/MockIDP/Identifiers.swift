import Crypto
import Synchronization

/// Makes every identifier and secret, in the shapes Keycloak 26.7.3 makes them.
public struct Identifiers: Sendable {
    private let random: @Sendable (Int) -> [UInt8]

    /// Identifiers from a source of random bytes.
    public init(random: @escaping @Sendable (Int) -> [UInt8] = { Random.bytes($0) }) { self.random = random }

    /// Identifiers that follow from a seed: a server that is asked the same in the same order makes the same ones, keys and
    /// secrets too. Whoever knows the seed knows them all.
    public init(seed: String) {
        let source = SeededSource(seed)
        self.init { source.next($0) }
    }

    /// A version 4 UUID, lower case: the id of a realm, client, user, role …
    func uuid() -> String {
        var bytes = random(16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return Self.hyphenated(bytes)
    }

    /// A token's `jti`: 16 random bytes written as a UUID without version bits (recording: client_credentials).
    func tokenID() -> String { Self.hyphenated(random(16)) }

    /// A user session's id: 24 characters of base64url (recording: password_grant).
    func sessionID() -> String { word(18) }

    /// So many random bytes as base64url, with a digit in it as all but a few have: by that, whoever compares answers tells
    /// what is made up from what is said. A source that never brings one has its way.
    func word(_ count: Int) -> String {
        for _ in 0..<32 {
            let word = Base64.urlEncode(random(count))
            if word.utf8.contains(where: { 0x30...0x39 ~= $0 }) { return word }
        }
        return Base64.urlEncode(random(count))
    }

    /// A client secret: 86 letters and digits (recording: seed_client).
    func secret() -> String { text(86) }

    /// `length` letters and digits.
    func text(_ length: Int) -> String {
        var text = ""
        text.reserveCapacity(length)
        while text.utf8.count < length {
            // 248 is the largest multiple of 62 in a byte: larger values would favour some letters.
            for byte in random(length) where byte < 248 && text.utf8.count < length {
                text.unicodeScalars.append(Unicode.Scalar(Self.letters[Int(byte % 62)]))
            }
        }
        return text
    }

    func bytes(_ count: Int) -> [UInt8] { random(count) }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let hex = Array("0123456789abcdef".utf8)

    private static func hyphenated(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 36) { text in
            var at = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[at] = UInt8(ascii: "-")
                    at += 1
                }
                text[at] = hex[Int(byte >> 4)]
                text[at + 1] = hex[Int(byte & 15)]
                at += 2
            }
            return 36
        }
    }
}

/// Bytes that look random and follow from a seed, so that whoever has the seed has them all: SHA-256 of the seed and a
/// number, one after the other.
struct SeededBytes: Sendable {
    private let seed: String
    private var number = 0

    init(_ seed: String) { self.seed = seed }

    /// So many more bytes. What is left of the last digest is not used again.
    mutating func next(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            number += 1
            bytes += Digest.sha256.hash(Array("\(seed) \(number)".utf8))
        }
        return Array(bytes.prefix(count))
    }
}

/// Such bytes for whoever asks first.
private final class SeededSource: Sendable {
    private let bytes: Mutex<SeededBytes>

    init(_ seed: String) { bytes = Mutex(SeededBytes(seed)) }

    func next(_ count: Int) -> [UInt8] { bytes.withLock { $0.next(count) } }
}
