/// Tells whether a text is a URI as `java.net.URI` reads it, and one that a client may have.
enum URLCheck {
    enum Kind {
        /// A URL that Java can open: absolute, of a protocol it knows.
        case absolute
        case absoluteWithoutFragment
        /// A redirect URI: may be relative, or of a scheme of an app's own; no fragment.
        case redirect
    }

    private static let refusedSchemes: Set<String> = ["javascript", "data", "vbscript"]
    private static let javaProtocols: Set<String> = ["http", "https", "ftp", "file", "jar", "mailto"]

    /// What is wrong, as the end of a sentence; nil for nothing.
    static func problem(of url: String?, _ kind: Kind) -> String? {
        guard let url, !url.isEmpty else { return nil }
        let notValid = kind == .redirect ? " is not a valid URI" : " is not a valid URL"
        guard let uri = JavaURI(url) else { return notValid }
        let scheme = uri.scheme?.lowercased()
        if let scheme, refusedSchemes.contains(scheme) { return " uses an illegal scheme" }
        if uri.hasFragment, kind != .absolute { return " must not contain an URL fragment" }
        if kind != .redirect {
            guard let scheme, javaProtocols.contains(scheme) else { return notValid }
        }
        return nil
    }
}

/// The parts of a URI (RFC 2396 as `java.net.URI` reads it, non-ASCII letters included).
struct JavaURI {
    let scheme: String?
    let hasFragment: Bool

    /// Nil for what Java refuses.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard Self.hasLegalCharacters(bytes), bytes.count(where: { $0 == UInt8(ascii: "#") }) <= 1 else { return nil }
        hasFragment = bytes.contains(UInt8(ascii: "#"))
        let end = bytes.firstIndex { "/?#".utf8.contains($0) } ?? bytes.count
        guard let colon = bytes[..<end].firstIndex(of: UInt8(ascii: ":")) else {
            scheme = nil
            return
        }
        guard Self.isScheme(bytes[..<colon]), colon + 1 < bytes.count, bytes[colon + 1] != UInt8(ascii: "#") else {
            return nil
        }
        scheme = String(decoding: bytes[..<colon], as: UTF8.self)
    }

    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    /// No blanks, quotes, angle brackets, braces …, and a percent sign only before two hexadecimal digits.
    private static func hasLegalCharacters(_ bytes: [UInt8]) -> Bool {
        for (at, byte) in bytes.enumerated() {
            if byte <= 0x20 || byte == 0x7f || "\"<>\\^`{|}".utf8.contains(byte) { return false }
            if byte == UInt8(ascii: "%") {
                guard at + 2 < bytes.count, isHex(bytes[at + 1]), isHex(bytes[at + 2]) else { return false }
            }
        }
        return true
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
