import HTTPServer
import Synchronization

/// Whole answers of endpoints that depend on nothing but the address and the configuration (discovery, keys): kept until
/// any realm changes, and sent without being copied.
final class ReplyCache: Sendable {
    private struct Entry {
        let reply: Reply
        let generation: UInt64
    }

    private let entries = Mutex<TextMap<Entry>>([:])

    /// Where the answer to a call is kept; nil when it depends on more than the address.
    static func key(_ call: Call) -> String? {
        guard call.method == .get, call.query == nil, call.headers["Origin"] == nil else { return nil }
        return (call.isTLS ? "s" : "p") + (call.authority ?? "") + call.path
    }

    func reply(_ key: String, at generation: UInt64) -> Reply? {
        guard let entry = entries.withLock({ $0[key] }), entry.generation == generation else { return nil }
        return entry.reply
    }

    func keep(_ reply: Reply, as key: String, at generation: UInt64) -> Reply {
        var shared = reply
        shared.body = .shared(SharedBytes(reply.body.bytes))
        entries.withLock { entries in
            if entries.count >= 256 { entries.removeAll() }  // the key holds the Host, which anyone may vary
            entries[key] = Entry(reply: shared, generation: generation)
        }
        return shared
    }
}
