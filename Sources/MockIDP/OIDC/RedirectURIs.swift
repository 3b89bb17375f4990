/// Whether a redirect URI is one of the client's: exactly, or by a pattern that ends in `*` (Keycloak's `RedirectUtils`).
///
/// Patterns that start with `/` are relative to the client's root URL. A pattern for a loopback address without a port
/// matches any port (RFC 8252 section 7.3).
func isRegistered(_ uri: String, in patterns: [String], root: String?) -> Bool {
    // By bytes: a sign and an accent after it are one `Character`, which hides the sign.
    let bytes = uri.utf8
    guard !bytes.contains(UInt8(ascii: "#")), bytes.firstRange(of: "/../".utf8) == nil, !uri.hasSuffix("/..") else {
        return false
    }
    return patterns.contains { pattern in
        let pattern = pattern.hasPrefix("/") ? (root ?? "") + pattern : pattern
        if pattern == "*" || pattern == uri { return true }
        if matches(uri, pattern) { return true }
        return isLoopbackWithoutPort(pattern) && matches(withoutPort(uri), pattern)
    }
}

private func matches(_ uri: String, _ pattern: String) -> Bool {
    guard pattern.hasSuffix("*"), !pattern.utf8.contains(UInt8(ascii: "?")) else { return uri == pattern }
    let prefix = String(decoding: pattern.utf8.dropLast(), as: UTF8.self)
    // The query is not part of what a wildcard compares, and `https://host/*` means the host itself too.
    let bare = String(decoding: uri.utf8.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    if bare.hasPrefix(prefix) { return true }
    return prefix.hasSuffix("/") && bare.utf8.elementsEqual(prefix.utf8.dropLast())
}

private func isLoopbackWithoutPort(_ pattern: String) -> Bool {
    for host in ["http://127.0.0.1", "http://[::1]", "http://localhost"] where pattern.hasPrefix(host) {
        let next = pattern.utf8.dropFirst(host.utf8.count).first
        return next == nil || next == UInt8(ascii: "/")
    }
    return false
}

private func withoutPort(_ uri: String) -> String {
    let bytes = Array(uri.utf8)
    guard let scheme = bytes.firstRange(of: "://".utf8) else { return uri }
    let rest = bytes[scheme.upperBound...]
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let colon = authority.lastIndex(of: UInt8(ascii: ":")),
        authority[colon...].dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return uri }
    return String(decoding: bytes[..<colon] + rest[authority.endIndex...], as: UTF8.self)
}

/// Text for a query value: all but letters, digits and `-._~` as %XX (RFC 3986 section 2.3).
package func percentEncoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        default:
            bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
