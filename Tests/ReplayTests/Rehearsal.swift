import HTTPServer
import JSON
import Testing

/// A replay against answers that a test makes up.
final class Rehearsal {
    private var replay: Replay

    /// - Parameter authority: `host:port` of the live server, whose clock stands at 1,800,000,000.
    init(authority: String = "127.0.0.1:9") {
        replay = Replay(authority: authority, signer: ClientSigner { 1_800_000_000 })
    }

    func call(for exchange: Exchange) throws -> Call? { try replay.call(for: exchange) }

    /// The request to send, which there must be.
    func sent(_ exchange: Exchange) throws -> Call {
        let call = try replay.call(for: exchange)
        return try #require(call)
    }

    func differences(_ exchange: Exchange, _ reply: Reply) -> [String] {
        switch replay.judge(exchange, reply) {
        case .exact: []
        case .differs(let found): found
        case .status(let found): [found]
        }
    }

    /// - Parameter live: the JSON that is answered.
    func differences(_ exchange: Exchange, _ live: JSONValue) -> [String] {
        differences(exchange, Reply.json(live.bytes))
    }
}

/// A recorded exchange with that answer; its request is of no interest.
func exchange(_ response: JSONValue, headers: JSONObject = [:], isPartial: Bool = false) -> Exchange {
    Exchange([
        "n": 1, "method": "GET", "target": "/", "headers": ["Host": "127.0.0.1:18100"], "status": 200,
        "response_headers": .object(headers), "response": response, "partial": .bool(isPartial),
    ])
}

/// A recorded exchange with that request; its answer is of no interest.
func request(
    _ headers: JSONObject = [:], target: String = "/", body: String? = nil, sign: [JSONValue] = []
) -> Exchange {
    Exchange([
        "n": 1, "method": "POST", "target": .string(target), "headers": .object(headers),
        "body": body.map { .string($0) } ?? .null, "sign": .array(sign),
    ])
}
