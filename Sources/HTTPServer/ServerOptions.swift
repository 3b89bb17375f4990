import Crypto

/// How a server listens on one port.
public struct ServerOptions: Sendable {
    /// An IPv4 or IPv6 address, or a name such as `localhost`.
    public var host: String
    /// The port; 0 takes a free one.
    public var port: Int
    /// The server's certificate; nil speaks plain HTTP.
    public var tls: TLSContext?
    /// How many of the server's loops serve this port; nil for all.
    public var loops: Int?
    /// The longest request line and header section, together. A longer one is answered 431.
    public var maxHeaderBytes: Int
    /// The longest body. A longer one is answered 413.
    public var maxBodyBytes: Int
    /// How long a connection may stay silent between two requests.
    public var idleTimeout: Duration
    /// How long a request may take to arrive. A later one is answered 408 or its connection closed.
    public var requestTimeout: Duration
    /// How many connections may wait to be accepted.
    public var backlog: Int

    /// Options; what is not given has the default that suits a test server.
    public init(
        host: String = "127.0.0.1", port: Int = 0, tls: TLSContext? = nil, loops: Int? = nil,
        maxHeaderBytes: Int = 65_536, maxBodyBytes: Int = 64 << 20, idleTimeout: Duration = .seconds(600),
        requestTimeout: Duration = .seconds(60), backlog: Int = 1_024
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.loops = loops
        self.maxHeaderBytes = maxHeaderBytes
        self.maxBodyBytes = maxBodyBytes
        self.idleTimeout = idleTimeout
        self.requestTimeout = requestTimeout
        self.backlog = backlog
    }
}

/// Why a server cannot listen.
public struct ListenError: Error, CustomStringConvertible {
    /// A sentence for the user.
    public let description: String
    /// The system's error number, 0 when the system was not asked.
    public let code: Int32
}
