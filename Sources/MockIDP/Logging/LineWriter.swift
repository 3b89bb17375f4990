import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes lines to a descriptor and never waits for whoever reads them: a program that starts a server and leaves its pipe
/// full would stop every loop that has something to say. Lines without room are left out and counted.
final class LineWriter: Sendable {
    static let output = LineWriter(STDOUT_FILENO)
    static let errors = LineWriter(STDERR_FILENO)

    /// A pipe that is ready takes as much without waiting (POSIX, `write`).
    private static let piece = min(Int(PIPE_BUF), 4_096)

    private let descriptor: Int32
    /// How many lines were left out since the last that was written.
    private let missing = Mutex(0)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Writes a line in one go, so that lines of several threads don't mix.
    func put(_ line: String) {
        missing.withLock { missing in
            let isSaid = missing == 0 || write("mockidp: \(missing) lines are missing here, since nobody read them\n")
            if isSaid { missing = 0 }
            if !isSaid || !write(line + "\n") { missing += 1 }
        }
    }

    /// False when there is no room for all of it.
    private func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard isReady else { return false }
            let count = rest.prefix(Self.piece).withUnsafeBytes { systemWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            // Where nobody can read any more there is nothing to wait for either.
            if count <= 0 { return true }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private var isReady: Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        var count: Int32
        repeat { count = poll(&wanted, 1, 0) } while count < 0 && errno == EINTR
        return count > 0
    }
}
