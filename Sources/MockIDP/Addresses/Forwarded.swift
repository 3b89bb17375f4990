import HTTPServer

/// What a proxy says of the request that it passes on, read as Quarkus' ForwardedParser reads it: the first element of each
/// list counts, and a scheme without a port means the scheme's own.
struct Forwarded {
    private var isTLS: Bool
    private var host: String
    private var port: Int?
    private var remoteAddress: String

    /// Nil when the proxy says nothing.
    init?(_ call: Call, _ kind: ProxyHeaders) {
        isTLS = call.isTLS
        remoteAddress = call.remoteAddress
        (host, port) = Self.split(call.authority ?? "localhost", nil)
        switch kind {
        case .forwarded:
            guard let field = call.headers["Forwarded"] else { return nil }
            take(parameters: Self.parameters(field.prefix { $0 != "," }))
        case .xForwarded:
            guard takeFields(call.headers) else { return nil }
        }
    }

    /// RFC 7239 section 4.
    private mutating func take(parameters: [String: String]) {
        if let scheme = parameters["proto"] { take(scheme: scheme) }
        if let host = parameters["host"] { (self.host, port) = Self.split(host, port) }
        if let client = parameters["for"] { remoteAddress = Self.address(client) }
    }

    /// Whether there was any of the fields.
    private mutating func takeFields(_ headers: Headers) -> Bool {
        func first(_ name: String) -> String? {
            headers[name].map { trimmed($0.prefix { $0 != "," }) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let scheme = first("X-Forwarded-Proto") ?? (first("X-Forwarded-Ssl")?.lowercased() == "on" ? "https" : nil)
        if let scheme { take(scheme: scheme) }
        let name = first("X-Forwarded-Host")
        if let name { (host, port) = Self.split(name, port) }
        let number = first("X-Forwarded-Port").flatMap { UInt16($0) }
        if let number { port = Int(number) }
        let client = first("X-Forwarded-For")
        if let client { remoteAddress = Self.address(client) }
        return scheme != nil || name != nil || number != nil || client != nil
    }

    private mutating func take(scheme: String) {
        isTLS = scheme.lowercased() == "https"
        port = nil
    }

    /// The call as the proxy's client made it.
    func applied(to call: Call) -> Call {
        return call.replacing(
            target: call.path + (call.query.map { "?" + $0 } ?? ""),
            host:
                withoutDefaultPort(Authority(host: host, port: port).text, isTLS: isTLS),
            remoteAddress: remoteAddress, isTLS: isTLS)
    }

    private static func parameters(_ element: Substring) -> [String: String] {
        let pairs = element.split(separator: ";").compactMap { pair -> (String, String)? in
            guard let mark = pair.firstIndex(of: "=") else { return nil }
            let value = trimmed(pair[pair.utf8.index(after: mark)...].filter { $0 != "\"" })
            return value.isEmpty ? nil : (trimmed(pair[..<mark]).lowercased(), value)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Host and port; a port that is none leaves the one there was.
    private static func split(_ authority: String, _ port: Int?) -> (String, Int?) {
        guard let parts = Authority.split(authority) else { return (authority, port) }
        return (parts.host, parts.port.map { UInt16($0).map(Int.init) ?? port } ?? nil)
    }

    /// The address of `192.0.2.1:4711` or `[2001:db8::1]:4711`.
    private static func address(_ text: String) -> String {
        let isBare = text.utf8.first != UInt8(ascii: "[") && text.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1
        return isBare ? text : Authority.split(text)?.host ?? text
    }
}
