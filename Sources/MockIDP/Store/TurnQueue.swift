import Synchronization

/// A lock that suspends instead of blocking, and is handed over in the order it was asked for.
final class TurnQueue: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [UnsafeContinuation<Void, Never>] = []
        /// How many at the front of `waiting` have had their turn.
        var served = 0
    }

    private let state = Mutex(State())

    /// Returns at once, on the same thread, when no one holds the turn; else when it is the caller's.
    nonisolated(nonsending) func take() async {
        let isFree = state.withLock { state in
            if state.isTaken { return false }
            state.isTaken = true
            return true
        }
        if isFree { return }
        await withUnsafeContinuation { continuation in
            let isMine = state.withLock { state in
                if state.isTaken {
                    state.waiting.append(continuation)
                    return false
                }
                state.isTaken = true
                return true
            }
            if isMine { continuation.resume() }
        }
    }

    /// Ends the turn; it passes to whoever has waited longest.
    func leave() {
        let next = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            guard state.served < state.waiting.count else {
                state.isTaken = false
                return nil
            }
            let next = state.waiting[state.served]
            state.served += 1
            if state.served == state.waiting.count {
                state.waiting.removeAll(keepingCapacity: true)
                state.served = 0
            } else if state.served >= 1024 {
                state.waiting.removeFirst(state.served)
                state.served = 0
            }
            return next
        }
        next?.resume()
    }
}
