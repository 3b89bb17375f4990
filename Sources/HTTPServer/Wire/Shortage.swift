import Synchronization

/// Whether descriptors are lacking, known to all listeners of a server: said once, however many of them notice, and again
/// only after it was over.
final class Shortage: Sendable {
    private let isKnown = Atomic(false)

    /// Says so, unless it was said.
    func report(_ reason: String, _ log: (@Sendable (String) -> Void)?) {
        guard !isKnown.exchange(true, ordering: .relaxed) else { return }
        log?("no connection can be accepted for now: \(reason)")
    }

    func isOver() {
        if isKnown.load(ordering: .relaxed) { isKnown.store(false, ordering: .relaxed) }
    }
}
