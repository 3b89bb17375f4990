import HTTPServer

/// Whether a redirect URI is one of the client's: exactly, or by a pattern that ends in `*` (Keycloak's `RedirectUtils`).
///
/// Patterns that start with `/` are relative to the client's root URL. A pattern for a loopback address without a port
/// matches any port (RFC 8252 section 7.3).
func isRegistered(_ uri: String, in patterns: [String], root: String?) -> Bool {
    // By bytes: a sign and an accent after it are one `Character`, which hides the sign.
    let bytes = uri.utf8
    guard !bytes.contains(UInt8(ascii: "#")), !uri.includes("/../"), !uri.hasSuffix("/..") else {
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
    let uri = URI(pattern)
    return uri.scheme == "http" && ["127.0.0.1", "[::1]", "localhost"].contains(uri.authority ?? "")
}

private func withoutPort(_ text: String) -> String {
    let uri = URI(text)
    guard let scheme = uri.scheme, let authority = uri.authority.flatMap({ Authority($0) }) else { return text }
    return scheme + "://" + Authority(host: authority.host).text + uri.path + (uri.query.map { "?" + $0 } ?? "")
}
