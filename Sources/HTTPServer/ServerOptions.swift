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
    /// The longest body. A longer one is answered 413, unless `longestBody` lets it be.
    public var maxBodyBytes: Int
    /// Asked about a request whose body is longer than `maxBodyBytes`, with the call as far as it is known: its head. The
    /// answer is how long its body may be. Nothing more of it is read meanwhile.
    public var longestBody: (@Sendable (Call) async -> Int)?
    /// Where the server says what its owner should know, such as that no connection can be accepted for now.
    public var report: (@Sendable (String) -> Void)?
    /// Whether heads that scripts write by hand are read too: lines that end with LF alone, no Host. For a port with nothing
    /// on it that could be smuggled.
    public var readsScripts: Bool
    /// How long a connection may stay silent between two requests.
    public var idleTimeout: Duration
    /// How long a request may take to arrive. The connection of a later one is closed.
    public var requestTimeout: Duration
    /// How many connections may wait to be accepted.
    public var backlog: Int

    /// Options; what is not given has the default that suits a test server.
    public init(
        host: String = "127.0.0.1", port: Int = 0, tls: TLSContext? = nil, loops: Int? = nil,
        maxHeaderBytes: Int = 65_536, maxBodyBytes: Int = 10 << 20, idleTimeout: Duration = .seconds(600),
        requestTimeout: Duration = .seconds(60), backlog: Int = 1_024, readsScripts: Bool = false,
        longestBody: (@Sendable (Call) async -> Int)? = nil, report: (@Sendable (String) -> Void)? = nil
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
        self.readsScripts = readsScripts
        self.longestBody = longestBody
        self.report = report
    }
}

/// Why a server cannot listen.
public struct ListenError: Error, CustomStringConvertible {
    /// A sentence for the user.
    public let description: String
    /// The system's error number, 0 when the system was not asked.
    public let code: Int32
}
