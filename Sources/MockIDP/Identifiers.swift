import Crypto

/// Makes every identifier and secret, in the shapes Keycloak 26.7.3 makes them.
public struct Identifiers: Sendable {
    private let random: @Sendable (Int) -> [UInt8]

    /// Identifiers from a source of random bytes.
    public init(random: @escaping @Sendable (Int) -> [UInt8] = { Random.bytes($0) }) { self.random = random }

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
    func sessionID() -> String { Base64.urlEncode(random(18)) }

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
