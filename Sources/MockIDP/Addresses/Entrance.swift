import HTTPServer

/// What every call passes before it is answered: the header fields of a proxy are believed, and the path below which
/// everything is served is taken off.
struct Entrance: Sendable {
    private let proxyHeaders: ProxyHeaders?
    private let trustedProxies: [AddressRange]
    private let relativePath: String

    /// Nil when calls pass as they are.
    init?(_ settings: Settings) {
        guard settings.proxyHeaders != nil || !settings.relativePath.isEmpty else { return nil }
        proxyHeaders = settings.proxyHeaders
        trustedProxies = settings.trustedProxies
        relativePath = settings.relativePath
    }

    /// A handler that hands calls on to `handler`, and answers those that lead elsewhere.
    func before(_ handler: @escaping Handler) -> Handler {
        { call in
            guard let inside = inside(call) else { return outside(call) }
            return await handler(inside)
        }
    }

    /// The call as handlers take it; nil when it leads outside of the relative path.
    func inside(_ call: Call) -> Call? {
        relativePath.isEmpty ? asked(call) : below(relativePath, asked(call))
    }

    /// The call as the proxy's client made it.
    private func asked(_ call: Call) -> Call {
        guard let proxyHeaders,
            trustedProxies.isEmpty || trustedProxies.contains(where: { $0.contains(call.remoteAddress) })
        else { return call }
        return Forwarded(call, proxyHeaders)?.applied(to: call) ?? call
    }

    /// Outside of the relative path: the root leads there, as with Keycloak; there is nothing else.
    private func outside(_ call: Call) -> Reply {
        guard call.path == "/" else {
            return Reply.html("<html><body><h1>Resource not found</h1></body></html>", status: 404)
        }
        return Reply(status: 302, headers: [("Location", relativePath + "/")])
    }
}

/// The call with a path from below `prefix`; nil when it leads elsewhere.
func below(_ prefix: String, _ call: Call) -> Call? {
    guard call.path.hasPrefix(prefix) else { return nil }
    let path = call.path.dropFirst(prefix.count)
    guard path.isEmpty || path.first == "/" else { return nil }
    let target = String(path.isEmpty ? "/" : path) + (call.query.map { "?" + $0 } ?? "")
    return call.replacing(target: target, host: call.authority, remoteAddress: call.remoteAddress, isTLS: call.isTLS)
}

extension Call {
    /// The same call with another target, host, client address and scheme.
    func replacing(target: String, host: String?, remoteAddress: String, isTLS: Bool) -> Call {
        var fields = headers.map { ($0.name, $0.value) }
        if let host {
            fields.removeAll { $0.0.lowercased() == "host" }
            fields.append(("Host", host))
        }
        return Call(
            method: method, target: target, headers: Headers(fields), body: body, remoteAddress: remoteAddress,
            localPort: localPort, isTLS: isTLS, clientCertificate: clientCertificate)
    }
}
