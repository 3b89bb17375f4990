internal import HTTPServer
import MockIDP
import Synchronization

/// What a server was asked: never a body, a header field or a query, which may hold secrets.
public struct RecordedRequest: Sendable, Hashable, CustomStringConvertible {
    /// The method.
    public let method: String
    /// The path as it was sent, without its query.
    public let path: String
    /// The status of the answer.
    public let status: Int
    /// When it was answered by the server's clock, in seconds since 1970.
    public let seconds: Int

    /// `GET /realms/shop/protocol/openid-connect/certs 200`
    public var description: String { "\(method) \(path) \(status)" }
}

extension MockIDPServer {
    /// What came by the server's ports until now, the newest last and at most 1,000. Verbs of this kit are not among it.
    ///
    ///     #expect(idp.requests.filter { $0.path.hasSuffix("/certs") }.count == 1, "the keys are fetched once")
    public var requests: [RecordedRequest] { (observer as? RequestRecorder)?.requests ?? [] }

    func forgetRequests() { (observer as? RequestRecorder)?.forget() }
}

/// Keeps what was asked last.
final class RequestRecorder: AnswerObserver {
    private static let most = 1000
    /// A path may be as long as a request's head.
    private static let longestText = 1000

    private let time: TimeSource
    private let kept = Mutex<[RecordedRequest]>([])

    init(time: TimeSource) { self.time = time }

    var requests: [RecordedRequest] { kept.withLock { Array($0.suffix(Self.most)) } }

    func forget() { kept.withLock { $0 = [] } }

    func note(_ call: Call, _ reply: Reply) {
        let request = RecordedRequest(
            method: Self.shortened(call.method.rawValue), path: Self.shortened(call.path), status: reply.status,
            seconds: time.milliseconds() / 1000)
        kept.withLock { kept in
            if kept.count == 2 * Self.most { kept.removeFirst(Self.most) }
            kept.append(request)
        }
    }

    private static func shortened(_ text: String) -> String {
        text.utf8.count <= longestText ? text : String(text.prefix(longestText)) + "…"
    }
}
