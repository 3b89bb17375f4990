/// A URI, or a reference to one, taken apart at its delimiters, byte by byte (RFC 3986 section 3 and appendix B).
///
/// Nothing is decoded or changed, and only the scheme is checked: what may stand in the rest, its users know.
public struct URI: Sendable {
    /// The whole.
    public let text: String
    /// As it is written; nil for a relative reference.
    public let scheme: String?
    /// What follows `//`: user, host and port.
    public let authority: String?
    /// With its slash; empty when there is none.
    public let path: String
    /// What follows the first `?`.
    public let query: String?
    /// What follows the first `#`.
    public let fragment: String?

    /// Takes any text apart.
    public init(_ text: String) {
        self.text = text
        var rest = text.utf8[...]
        let start = rest.prefix { !":/?#".utf8.contains($0) }
        if Self.isScheme(start), rest[start.endIndex...].first == UInt8(ascii: ":") {
            scheme = String(Substring(start))
            rest = rest[start.endIndex...].dropFirst()
        } else {
            scheme = nil
        }
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
            self.authority = String(Substring(authority))
            rest = rest[authority.endIndex...]
        } else {
            authority = nil
        }
        let path = rest.prefix { !"?#".utf8.contains($0) }
        self.path = String(Substring(path))
        rest = rest[path.endIndex...]
        let query = rest.prefix { $0 != UInt8(ascii: "#") }
        self.query = query.isEmpty ? nil : String(Substring(query.dropFirst()))
        rest = rest[query.endIndex...]
        fragment = rest.isEmpty ? nil : String(Substring(rest.dropFirst()))
    }

    /// `scheme://host:port` as it is written; nil when a part of it is missing.
    public var origin: String? {
        guard let scheme, let authority, !authority.isEmpty else { return nil }
        return scheme + "://" + authority
    }

    private static func isScheme(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// A host and perhaps a port, as they stand in a URI and in the `Host` field (RFC 3986 section 3.2, without a user).
public struct Authority: Sendable, Equatable {
    /// A name or an address; that of IPv6 without its brackets.
    public var host: String
    /// Nil when none is told.
    public var port: Int?

    /// A host and a port.
    public init(host: String, port: Int? = nil) {
        self.host = host
        self.port = port
    }

    /// Nil for a user, for an empty host or one with characters that stand in none, for a port not from 1 to 65535. Letters
    /// beyond ASCII are let through.
    public init?(_ text: String) {
        guard let (host, port) = Self.split(text), !host.isEmpty else { return nil }
        guard host.utf8.allSatisfy({ isHostByte($0) && !"[]".utf8.contains($0) || $0 >= 0x80 }) else { return nil }
        self.host = host
        guard let port, !port.isEmpty else { return }
        guard port.utf8.count <= 5, port.utf8.allSatisfy(isDigit), let number = Int(port), (1...65535).contains(number)
        else { return nil }
        self.port = number
    }

    /// What stands before and after the colon, whatever it is; nil when a bracket is not closed, or something else than a
    /// colon follows it.
    public static func split(_ text: String) -> (host: String, port: String?)? {
        let bytes = text.utf8
        let isBracketed = bytes.first == UInt8(ascii: "[")
        let host = isBracketed ? bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") } : bytes.prefix { $0 != 0x3A }
        var rest = bytes[host.endIndex...]
        if isBracketed, rest.popFirst() == nil { return nil }
        guard let colon = rest.popFirst() else { return (String(Substring(host)), nil) }
        return colon == UInt8(ascii: ":") ? (String(Substring(host)), String(Substring(rest))) : nil
    }

    /// `host:port`, an IPv6 address in brackets.
    public var text: String {
        (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }
}
