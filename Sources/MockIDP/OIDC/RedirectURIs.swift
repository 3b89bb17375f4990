/// Whether a redirect URI is one of the client's: exactly, or by a pattern that ends in `*` (Keycloak's `RedirectUtils`).
///
/// Patterns that start with `/` are relative to the client's root URL. A pattern for a loopback address without a port
/// matches any port (RFC 8252 section 7.3).
func isRegistered(_ uri: String, in patterns: [String], root: String?) -> Bool {
    guard !uri.contains("#"), !uri.includes("/../"), !uri.hasSuffix("/..") else { return false }
    return patterns.contains { pattern in
        let pattern = pattern.hasPrefix("/") ? (root ?? "") + pattern : pattern
        if pattern == "*" || pattern == uri { return true }
        if matches(uri, pattern) { return true }
        return isLoopbackWithoutPort(pattern) && matches(withoutPort(uri), pattern)
    }
}

private func matches(_ uri: String, _ pattern: String) -> Bool {
    guard pattern.hasSuffix("*"), !pattern.contains("?") else { return uri == pattern }
    let prefix = String(pattern.dropLast())
    // The query is not part of what a wildcard compares, and `https://host/*` means the host itself too.
    let bare = String(uri.prefix { $0 != "?" })
    if bare.hasPrefix(prefix) { return true }
    return prefix.hasSuffix("/") && bare == prefix.dropLast()
}

private func isLoopbackWithoutPort(_ pattern: String) -> Bool {
    for host in ["http://127.0.0.1", "http://[::1]", "http://localhost"] where pattern.hasPrefix(host) {
        let next = pattern.dropFirst(host.count).first
        return next == nil || next == "/"
    }
    return false
}

private func withoutPort(_ uri: String) -> String {
    guard let scheme = uri.place(of: "://") else { return uri }
    let rest = uri[scheme...].dropFirst(3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard let colon = authority.lastIndex(of: ":"), authority[colon...].dropFirst().allSatisfy(\.isNumber) else {
        return uri
    }
    return String(uri[..<colon] + rest[authority.endIndex...])
}

/// Text for a query value: all but letters, digits and `-._~` as %XX (RFC 3986 section 2.3).
func percentEncoded(_ text: String) -> String {
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
