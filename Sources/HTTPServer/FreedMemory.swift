import CEvent
import Synchronization

/// Gives memory back to the system after much of it was freed: glibc keeps what small blocks took, such as the values of a
/// long list or the heads of a thousand connections.
final class FreedMemory: Sendable {
    /// That of the process.
    static let shared = FreedMemory(enough: 8 << 20, pause: .seconds(1)) { cevent_give_memory_back() }

    private let bytes = Atomic(0)
    private let isDue = Atomic(false)
    private let enough: Int
    private let pause: Duration
    private let giveBack: @Sendable () -> Void

    /// - Parameters:
    ///   - enough: fewer bytes are kept: they will be needed again.
    ///   - pause: so long after there were enough, all go together.
    ///   - giveBack: takes milliseconds, and is called on no loop.
    init(enough: Int, pause: Duration, giveBack: @escaping @Sendable () -> Void) {
        self.enough = enough
        self.pause = pause
        self.giveBack = giveBack
    }

    /// Notes that so many bytes, or what they were made from, are free by and by.
    func note(_ count: Int) {
        let total = bytes.add(count, ordering: .relaxed).newValue
        guard total >= enough, !isDue.exchange(true, ordering: .acquiringAndReleasing) else { return }
        Task.detached {
            try? await Task.sleep(for: self.pause)
            self.bytes.store(0, ordering: .relaxed)
            self.isDue.store(false, ordering: .releasing)
            self.giveBack()
        }
    }
}
