#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where time comes from.
public struct TimeSource: Sendable {
    /// Milliseconds since 1970.
    package let milliseconds: @Sendable () -> Int

    /// A source that answers what `milliseconds` answers (milliseconds since 1970).
    public init(_ milliseconds: @escaping @Sendable () -> Int) { self.milliseconds = milliseconds }

    /// A clock that never started.
    static let none = TimeSource { 0 }

    /// The machine's clock.
    public static let system = TimeSource {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

/// How long a transaction may go on before others have their turn. It is the machine's own time, whatever the clock says.
struct TimeSlice {
    private let end = TimeSlice.nanoseconds() + 10_000_000

    var isOver: Bool { TimeSlice.nanoseconds() >= end }

    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
