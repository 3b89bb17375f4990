/// An `http` or `https` URL, taken apart as far as a client needs it.
struct ClientURL: Sendable {
    let isTLS: Bool
    /// Without the brackets of an IPv6 address.
    let host: String
    let port: Int
    /// As the URL has it: what the `Host` field says.
    let authority: String
    /// Path and query; a fragment is not sent.
    let target: String

    init(_ text: String) throws(HTTPClientError) {
        let uri = URI(text)
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let scheme = uri.scheme else {
            throw .invalidRequest("\(text) is not a URL")
        }
        switch scheme.lowercased() {
        case "http": isTLS = false
        case "https": isTLS = true
        default: throw .invalidRequest("\(text) is neither http nor https")
        }
        guard let authority = uri.authority, let place = Authority(authority) else {
            throw .invalidRequest("\(text) has no host, a user, or a port that is none")
        }
        self.authority = authority
        host = place.host
        port = place.port ?? (isTLS ? 443 : 80)
        target = (uri.path.isEmpty ? "/" : uri.path) + (uri.query.map { "?" + $0 } ?? "")
    }
}
