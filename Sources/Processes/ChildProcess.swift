import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that runs as a child of this one, started by `posix_spawn`.
///
/// Foundation's `Process` is not used: it copies whole directory entries of `/proc/self/fd`, which reads over the end of
/// the C library's buffer once a process has some 1,300 files open.
public final class ChildProcess: Sendable {
    /// Its process id.
    public let id: pid_t
    private let ending = Mutex<Int32?>(nil)

    /// Starts a program.
    ///
    /// - Parameter words: the program, looked up in `PATH` if it holds no slash, and its arguments.
    /// - Throws: `SpawnError` if it cannot be started.
    public init(_ words: [String], _ configure: (inout SpawnOptions) -> Void = { _ in }) throws(SpawnError) {
        var options = SpawnOptions()
        configure(&options)
        id = try spawn(words, options)
    }

    /// Its status once it has ended: what it ended with, or 128 and the signal that ended it, as shells say it.
    public var status: Int32? {
        ending.withLock { known in
            var wait: Int32 = 0
            guard known == nil, waitpid(id, &wait, WNOHANG) == id else { return known }
            let signal = wait & 0x7f
            known = signal == 0 ? (wait >> 8) & 0xff : 128 + signal
            return known
        }
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool { status == nil }

    /// Waits for its end without holding up a thread: its status. A task that is cancelled meanwhile kills it.
    public func end() async -> Int32 {
        while true {
            if let status { return status }
            if Task.isCancelled { signal(SIGKILL) }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Sends it a signal, unless it has ended.
    public func signal(_ number: Int32) { if isRunning { kill(id, number) } }
}

/// A program that cannot be started.
public struct SpawnError: Error, CustomStringConvertible {
    /// The program, and why.
    public let description: String
    /// What shells end with then: 127 where there is no such program, 126 where it is none that can be run.
    public let status: Int32

    init(_ description: String, _ failure: Int32) {
        self.description = description
        status = failure == ENOENT ? 127 : 126
    }
}
