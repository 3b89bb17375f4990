import HTTPServer
import Synchronization

/// Whole answers of endpoints that depend on nothing but the address and the configuration (discovery, keys): kept until
/// any realm changes, and sent without being copied.
final class ReplyCache: Sendable {
    /// All of one generation: what is older is of no use to anyone.
    private struct State {
        var generation: UInt64 = 0
        var replies = RecentlyUsed<Reply>(limit: 512)  // the key holds the Host, which anyone may vary
    }

    private let state = Mutex(State())

    /// Where the answer to a call is kept; nil when it depends on more than the address.
    static func key(_ call: Call) -> String? {
        guard call.method == .get, call.query == nil, call.headers["Origin"] == nil else { return nil }
        let key = (call.isTLS ? "s" : "p") + (call.authority ?? "") + call.path
        return key.utf8.count <= 1024 ? key : nil
    }

    func reply(_ key: String, at generation: UInt64) -> Reply? {
        state.withLock { $0.generation == generation ? $0.replies.value(key) : nil }
    }

    func keep(_ reply: Reply, as key: String, at generation: UInt64) -> Reply {
        var shared = reply
        shared.body = .shared(SharedBytes(reply.body.bytes))
        state.withLock { state in
            if state.generation < generation { state = State(generation: generation) }
            if state.generation == generation { state.replies.keep(shared, as: key) }
        }
        return shared
    }
}
