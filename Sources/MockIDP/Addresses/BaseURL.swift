/// An address as the beginning of others: without a slash at its end and without the default port of its scheme; nil when
/// it is no http address, or has a query, a fragment or a user.
func baseURL(_ text: String) -> String? {
    guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    var path = rest.dropFirst(authority.count)
    while path.last == "/" { path.removeLast() }
    let isPlain = rest.utf8.allSatisfy { $0 > 0x20 && !"?#@\\\"<>".utf8.contains($0) }
    guard !authority.isEmpty, authority.first != ":", isPlain, hasValidPort(authority) else { return nil }
    return scheme + withoutDefaultPort(String(authority), isTLS: scheme == "https://") + path
}

/// A host and port without the port that its scheme has anyway: no issuer shows 80 or 443.
func withoutDefaultPort(_ authority: String, isTLS: Bool) -> String {
    let port = isTLS ? ":443" : ":80"
    guard authority.utf8.count > port.utf8.count, authority.utf8.suffix(port.utf8.count).elementsEqual(port.utf8) else {
        return authority
    }
    return String(authority.dropLast(port.utf8.count))
}

/// Whether what follows the last colon outside of brackets is a port.
private func hasValidPort(_ authority: Substring) -> Bool {
    let afterBracket = authority.lastIndex(of: "]").map { authority[authority.index(after: $0)...] } ?? authority
    guard let colon = afterBracket.lastIndex(of: ":") else { return true }
    return UInt16(afterBracket[afterBracket.index(after: colon)...]) != nil
}
