#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long a transaction waits for a lock of another program's, its turn included, before it gives up.
///
/// It waits by suspending: the thread serves others meanwhile.
struct Patience {
    private let limit: Int
    private let start: Int
    private var pause = 1

    /// - Parameter milliseconds: from now on.
    init(milliseconds: Int) {
        limit = milliseconds
        start = Self.milliseconds()
    }

    /// Waits a moment; false, at once, when there was time enough.
    nonisolated(nonsending) mutating func wait() async -> Bool {
        guard Self.milliseconds() - start < limit else { return false }
        try? await Task.sleep(nanoseconds: UInt64(pause) * 1_000_000)
        pause = min(pause * 2, 50)
        return true
    }

    /// Of a clock that nobody sets: it measures, and is no time that a realm could see.
    private static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
