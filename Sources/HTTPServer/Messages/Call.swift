/// One request as a value: nothing in it points into the server.
public struct Call: Sendable {
    /// The method as it was sent.
    public let method: HTTPMethod
    /// The request target exactly as it was sent: nothing decoded, no dot segments removed.
    public let target: String
    /// The target's path, raw. Of an absolute target (`http://host/path`) the part after the authority.
    public let path: String
    /// What follows the first `?` of the target, raw; nil without one.
    public let query: String?
    /// The header fields.
    public let headers: Headers
    /// The whole body, no longer chunked.
    public let body: [UInt8]
    /// The client's address, such as `127.0.0.1` or `::1`.
    public let remoteAddress: String
    /// The port on which the request arrived.
    public let localPort: Int
    /// Whether it came through TLS.
    public let isTLS: Bool
    /// The certificate that the client showed, in DER. It was not checked against any authority.
    public let clientCertificate: [UInt8]?

    /// A request made by hand, for handlers that are called without a socket.
    public init(
        method: HTTPMethod, target: String, headers: Headers = Headers(), body: [UInt8] = [],
        remoteAddress: String = "127.0.0.1", localPort: Int = 0, isTLS: Bool = false,
        clientCertificate: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
        self.localPort = localPort
        self.isTLS = isTLS
        self.clientCertificate = clientCertificate
        let parts = TargetParts(target)
        path = parts.path
        query = parts.query
    }

    /// The host and port that the client addressed: of an absolute target its own, else the `Host` field
    /// (RFC 9112 section 3.2.2). Scripts that check a server's health write a URL there.
    public var authority: String? {
        if target.utf8.first != 0x2F, let own = TargetParts(target).authority { return own }
        return headers["Host"].map { $0.utf8.contains(0x2F) ? TargetParts($0).authority ?? $0 : $0 }
    }

    /// The body read as `application/x-www-form-urlencoded`.
    public var form: Form { Form(body) }
    /// The query read as `application/x-www-form-urlencoded`.
    public var queryForm: Form { Form(query ?? "") }
    /// The cookies that the client sent.
    public var cookies: Cookies { Cookies(self) }
}

/// A request target taken apart without decoding anything.
struct TargetParts {
    let path: String
    let query: String?
    let authority: String?

    init(_ target: String) {
        guard target.utf8.first != 0x2F else {  // "/"
            (path, query) = Self.split(target)
            authority = nil
            return
        }
        let uri = URI(target)
        guard let scheme = uri.scheme?.lowercased(), scheme == "http" || scheme == "https", let host = uri.authority
        else {
            (path, query) = Self.split(target)  // "*"
            authority = nil
            return
        }
        authority = host
        path = uri.path.isEmpty ? "/" : uri.path
        query = uri.query
    }

    private static func split(_ target: String) -> (String, String?) {
        guard let mark = target.utf8.firstIndex(of: 0x3F) else { return (target, nil) }
        return (String(target[..<mark]), String(target[target.utf8.index(after: mark)...]))
    }
}
