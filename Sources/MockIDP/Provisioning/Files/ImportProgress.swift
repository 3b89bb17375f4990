#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far a long import is: a line on a terminal that is written over four times a second, and is gone at the end.
final class ImportProgress {
    private static let pause: UInt64 = 250_000_000

    private let now: () -> UInt64
    private let write: (String) -> Void
    private var due: UInt64
    private var steps = 0
    private var isShown = false

    /// - Parameters:
    ///   - now: nanoseconds since some moment.
    ///   - write: where the line goes.
    init(now: @escaping () -> UInt64 = TimeSlice.nanoseconds, write: @escaping (String) -> Void) {
        self.now = now
        self.write = write
        due = now() + Self.pause
    }

    /// The progress of a program that has a terminal; nil where no one watches.
    static func onTerminal() -> ImportProgress? {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        return ImportProgress { text in
            _ = Array(text.utf8).withUnsafeBytes { systemWrite(STDERR_FILENO, $0) }
        }
    }

    /// Counts something made: a user, a role, a client. The clock is asked now and then only, for a step is short.
    func step(of realm: String) {
        steps += 1
        guard steps % 64 == 0, now() >= due else { return }
        due = now() + Self.pause
        isShown = true
        write("\r\u{1B}[KImporting realm '\(realm)': \(steps) made")
    }

    /// Takes the line away, until the next step.
    func end() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }
}
