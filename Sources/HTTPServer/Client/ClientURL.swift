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
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .invalidRequest("\(text) is not a URL") }
        guard let mark = text.utf8.firstIndex(of: 0x3A), text.utf8[mark...].starts(with: "://".utf8) else {
            throw .invalidRequest("\(text) is not a URL")
        }
        switch text[..<mark].lowercased() {
        case "http": isTLS = false
        case "https": isTLS = true
        default: throw .invalidRequest("\(text) is neither http nor https")
        }
        let rest = text.utf8[text.utf8.index(mark, offsetBy: 3)...].prefix { $0 != 0x23 }
        let authority = rest.prefix { $0 != 0x2F && $0 != 0x3F }
        guard !authority.isEmpty, authority.allSatisfy(isHostByte) else {
            throw .invalidRequest("\(text) has no host or one with a user")
        }
        self.authority = String(Substring(authority))
        let path = String(Substring(rest[authority.endIndex...]))
        target = path.utf8.first == 0x2F ? path : "/" + path
        guard let (host, port) = Self.split(self.authority, defaultPort: isTLS ? 443 : 80) else {
            throw .invalidRequest("\(text) has no host or port")
        }
        self.host = host
        self.port = port
    }

    private static func split(_ authority: String, defaultPort: Int) -> (String, Int)? {
        var host = authority.utf8[...]
        var port: Substring.UTF8View?
        if host.first == 0x5B {
            guard let end = host.firstIndex(of: 0x5D) else { return nil }
            let rest = host[host.index(after: end)...]
            guard rest.isEmpty || rest.first == 0x3A else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
            host = host[..<end].dropFirst()
        } else if let colon = host.firstIndex(of: 0x3A) {
            port = host[host.index(after: colon)...]
            host = host[..<colon]
        }
        guard !host.isEmpty else { return nil }
        guard let port, !port.isEmpty else { return (String(Substring(host)), defaultPort) }
        guard let number = Int(Substring(port)), (1...65_535).contains(number), port.allSatisfy(isDigit) else {
            return nil
        }
        return (String(Substring(host)), number)
    }
}
