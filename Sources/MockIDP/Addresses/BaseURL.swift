import HTTPServer

/// An address as the beginning of others: without a slash at its end and without the default port of its scheme; nil when
/// it is no http address, or has a query, a fragment or a user.
func baseURL(_ text: String) -> String? {
    let uri = URI(text)
    guard let scheme = uri.scheme, scheme == "http" || scheme == "https", uri.query == nil, uri.fragment == nil,
        let authority = uri.authority.flatMap({ Authority($0) }),
        text.utf8.allSatisfy({ $0 > 0x20 && !"@\\\"<>".utf8.contains($0) })
    else { return nil }
    var path = uri.path[...]
    while path.last == "/" { path.removeLast() }
    return scheme + "://" + withoutDefaultPort(authority.text, isTLS: scheme == "https") + path
}

/// A host and port without the port that its scheme has anyway: no issuer shows 80 or 443.
func withoutDefaultPort(_ authority: String, isTLS: Bool) -> String {
    let port = isTLS ? ":443" : ":80"
    guard authority.utf8.count > port.utf8.count, authority.utf8.suffix(port.utf8.count).elementsEqual(port.utf8) else {
        return authority
    }
    return String(authority.dropLast(port.utf8.count))
}
