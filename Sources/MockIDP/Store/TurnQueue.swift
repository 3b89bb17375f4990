import Synchronization

/// A lock that suspends instead of blocking, and is handed over in the order it was asked for; those who do long work in
/// slices let the others pass.
final class TurnQueue: Sendable {
    /// Who asks.
    enum Rank {
        case usual
        /// A slice of long work: it comes when no one else waits, or when so many others have gone before it.
        case slice
    }

    /// How many go before a slice that waits.
    private static let before = 16

    private struct State {
        var isTaken = false
        var usual = Line()
        var slices = Line()
        /// How many have had their turn since the last slice.
        var passed = 0

        mutating func next() -> UnsafeContinuation<Void, Never>? {
            if passed < TurnQueue.before || slices.isEmpty, let next = usual.next() {
                passed += 1
                return next
            }
            passed = 0
            return slices.next()
        }
    }

    private let state = Mutex(State())

    /// Returns at once, on the same thread, when no one holds the turn; else when it is the caller's.
    nonisolated(nonsending) func take(_ rank: Rank = .usual) async {
        let isFree = state.withLock { state in
            if state.isTaken { return false }
            state.isTaken = true
            return true
        }
        if isFree { return }
        await withUnsafeContinuation { continuation in
            let isMine = state.withLock { state in
                if !state.isTaken {
                    state.isTaken = true
                    return true
                }
                switch rank {
                case .usual: state.usual.append(continuation)
                case .slice: state.slices.append(continuation)
                }
                return false
            }
            if isMine { continuation.resume() }
        }
    }

    /// Ends the turn; it passes to the next.
    func leave() {
        let next = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            let next = state.next()
            if next == nil { state.isTaken = false }
            return next
        }
        next?.resume()
    }
}

/// Those who wait, in the order they came.
private struct Line {
    private var waiting: [UnsafeContinuation<Void, Never>] = []
    /// How many at the front have had their turn.
    private var served = 0

    var isEmpty: Bool { served == waiting.count }

    mutating func append(_ continuation: UnsafeContinuation<Void, Never>) { waiting.append(continuation) }

    mutating func next() -> UnsafeContinuation<Void, Never>? {
        guard served < waiting.count else { return nil }
        defer {
            served += 1
            if served == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                served = 0
            } else if served >= 1024 {
                waiting.removeFirst(served)
                served = 0
            }
        }
        return waiting[served]
    }
}
