import HTTPServer

/// Cross-origin answers, as Keycloak's `Cors` gives them (recordings: discovery, password_grant).
extension Reply {
    /// Lets a browser's script at `origin` read this answer.
    func readable(from origin: String, exposing exposed: String? = "Access-Control-Allow-Methods") -> Reply {
        var reply = self
        reply.headers.append(("Access-Control-Allow-Origin", origin))
        reply.headers.append(("Access-Control-Allow-Credentials", "true"))
        if let exposed { reply.headers.append(("Access-Control-Expose-Headers", exposed)) }
        return reply
    }
}

extension RealmCall {
    /// The answer with what its caller's origin needs, if the client allows that origin.
    func cors(_ reply: Reply, for client: RunningClient) -> Reply {
        guard let origin, client.allowedOrigins.allows(origin) else { return reply }
        return reply.readable(from: origin)
    }

    /// Refuses an origin that the client does not allow: 403 `Invalid origin`.
    func checkOrigin(of client: RunningClient) throws {
        if let origin, !client.allowedOrigins.allows(origin) { throw OAuthError.invalidOrigin }
    }
}

/// The answer to `OPTIONS`: any origin may ask, and is told which methods the path has (recording: discovery).
func preflight(_ call: Call, _ routes: [Route]) -> Reply {
    var reply = Reply(status: 200, headers: [], body: .bytes([]))
    guard let origin = call.headers["Origin"] else { return reply }
    let methods = routes.lazy.compactMap(\.preflight).first ?? routes.map(\.method)
    reply.headers = [
        ("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Allow-Methods", methods.joined(separator: ", ")),
        ("Access-Control-Allow-Headers", allowedHeaders), ("Access-Control-Max-Age", "3600"),
    ]
    return reply
}

private let allowedHeaders = [
    "Origin", "Access-Control-Request-Method", "X-Requested-With", "Accept", "Access-Control-Request-Headers", "DPoP",
    "Content-Type", "Authorization",
].joined(separator: ", ")
