import MockIDP
import Synchronization

/// A clock that stands still until a test moves it.
///
///     let clock = ManualClock()
///     try await withMockIDP(clock: clock) { idp in
///         …
///         clock.advance(bySeconds: 61)
///     }
public final class ManualClock: Sendable {
    private let milliseconds: Mutex<Int>

    /// A clock at that many seconds since 1970.
    public init(at seconds: Int = 1_800_000_000) { milliseconds = Mutex(seconds * 1000) }

    /// The source to give to a server that is made by hand.
    public var source: TimeSource { TimeSource { self.milliseconds.withLock { $0 } } }

    /// Where it stands, in seconds since 1970; may be set.
    public var seconds: Int {
        get { milliseconds.withLock { $0 / 1000 } }
        set { milliseconds.withLock { $0 = newValue * 1000 } }
    }

    /// Moves the clock forward.
    public func advance(bySeconds seconds: Int) { milliseconds.withLock { $0 += seconds * 1000 } }
}
