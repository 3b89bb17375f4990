import Synchronization

/// How many bytes of bodies a server holds at once, over all its connections: clients that send half of what they
/// announced and wait cannot fill the memory. Ordinary bodies and those that the options let be longer have shares of
/// their own, so that neither kind keeps the other out.
final class BodyBudget: Sendable {
    /// The beginning of every body is free: a small request always has room.
    static let free = 16_384

    private struct Left {
        var ordinary: Int
        var long: Int
    }

    private let left: Mutex<Left>

    init(ordinary: Int, long: Int) { left = Mutex(Left(ordinary: ordinary, long: long)) }

    /// What one connection has of it.
    struct Share {
        fileprivate(set) var bytes = 0
        fileprivate var isLong = false
    }

    /// Raises a share to what its connection holds now; false when there is no room for that.
    func raise(_ share: inout Share, to held: Int) -> Bool {
        let more = held - Self.free - share.bytes
        guard more > 0 else { return true }
        let hasRoom = left.withLock { left in
            let room = share.isLong ? left.long : left.ordinary
            guard room >= more else { return false }
            if share.isLong { left.long -= more } else { left.ordinary -= more }
            return true
        }
        if hasRoom { share.bytes += more }
        return hasRoom
    }

    /// Makes a share one of a long body.
    func lengthen(_ share: inout Share) {
        release(&share)
        share.isLong = true
    }

    func release(_ share: inout Share) {
        let given = share
        share = Share()
        guard given.bytes > 0 else { return }
        left.withLock { left in
            if given.isLong { left.long += given.bytes } else { left.ordinary += given.bytes }
        }
    }
}
