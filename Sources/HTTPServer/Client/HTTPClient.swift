import Crypto
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends requests to other servers, on the loops of a server and without blocking them: a handler that waits for an
/// answer lets its loop serve others, also the server's own answers that the other side asks for meanwhile.
public final class HTTPClient: Sendable {
    private let loops: [Loop]
    private let next = Atomic<Int>(0)
    private let systemTrust = Mutex<TLSContext?>(nil)

    /// A client on these loops, of which there must be at least one: `Server.loops`.
    public init(loops: [Loop]) { self.loops = loops }

    /// A client with a loop of its own, which ends with the process: for a program that serves nothing.
    public convenience init() throws(ListenError) {
        signal(SIGPIPE, SIG_IGN)  // or writing to a server that has gone ends the process
        let loop = try Loop()
        loop.start()
        self.init(loops: [loop])
    }

    /// A client on the loops of a server that listens.
    public convenience init(on server: Server) { self.init(loops: server.loops) }

    /// Sends one request and waits for its whole answer. Redirects are answers like any other.
    ///
    /// `timeout` counts from the call to the last byte; `maxBytes` is the longest body taken. A server's certificate is
    /// verified against `trust`, or the system's authorities, and must be made out to the URL's host.
    public func request(
        _ method: HTTPMethod = .get, _ url: String, headers: [(String, String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(10), maxBytes: Int = 4 << 20, trust: TLSContext? = nil
    ) async throws(HTTPClientError) -> HTTPResponse {
        let url = try ClientURL(url)
        let start = ContinuousClock.now
        guard let loop = loop() else { throw .stopped }
        var tls = url.isTLS ? trust : nil
        if url.isTLS, tls == nil { tls = try await systemAuthorities() }
        let addresses = await Resolver.addresses(of: url.host, port: url.port, within: timeout)
        if Task.isCancelled { throw .cancelled }
        var failure = HTTPClientError.cannotConnect("\(url.host) is unknown")
        for address in addresses {
            let left = timeout - (ContinuousClock.now - start)
            guard left > .zero else { throw .timedOut }
            let request = OutgoingRequest(
                method: method, url: url, headers: headers, body: body, address: address.host, timeout: left,
                maxBytes: maxBytes, tls: tls)
            switch await Exchange(request, on: loop).result() {
            case .success(let response): return response
            case .failure(.cannotConnect(let reason)): failure = .cannotConnect(reason)
            case .failure(let other): throw other
            }
        }
        throw failure
    }

    private func loop() -> Loop? {
        guard !loops.isEmpty else { return nil }
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[abs(turn % loops.count)]
    }

    /// Reading the system's authorities takes some time, so it is done once, when needed, and off the loops.
    private func systemAuthorities() async throws(HTTPClientError) -> TLSContext {
        if let known = systemTrust.withLock({ $0 }) { return known }
        let made = await Task.detached { try? TLSContext(clientTrusting: nil) }.value
        guard let made else { throw .cannotConnect("the system's certificate authorities cannot be read") }
        systemTrust.withLock { $0 = made }
        return made
    }
}

/// What another server answered.
public struct HTTPResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The words after it in the status line.
    public let reason: String
    /// The header fields.
    public let headers: Headers
    /// The body, no longer chunked.
    public let body: [UInt8]
}

/// Why there is no answer.
public enum HTTPClientError: Error, Equatable, CustomStringConvertible {
    /// The URL or a header field cannot be sent.
    case invalidRequest(String)
    /// No connection.
    case cannotConnect(String)
    /// A connection but no TLS, such as because the server's certificate is not trusted.
    case handshakeFailed(String)
    /// The connection ended before the answer did.
    case connectionLost
    /// The answer is not HTTP.
    case invalidResponse
    /// The answer is longer than allowed.
    case tooLong
    /// The time is over.
    case timedOut
    /// The task that waited was cancelled.
    case cancelled
    /// The loops have ended.
    case stopped

    /// A sentence for a log.
    public var description: String {
        switch self {
        case .invalidRequest(let reason): "The request cannot be sent: \(reason)"
        case .cannotConnect(let reason): "No connection: \(reason)"
        case .handshakeFailed(let reason): "No TLS: \(reason)"
        case .connectionLost: "The connection ended before the answer did"
        case .invalidResponse: "The answer is not HTTP"
        case .tooLong: "The answer is too long"
        case .timedOut: "No answer in time"
        case .cancelled: "The request was cancelled"
        case .stopped: "The server has stopped"
        }
    }
}
