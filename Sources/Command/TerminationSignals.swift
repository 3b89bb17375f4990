import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SIGINT, SIGTERM, and SIGHUP, the end of the terminal, where `nohup` does not have it ignored: the first asks a server to
/// end, which it may take `deadline` seconds for; a second one, or one that comes before there is a server, ends the process
/// at once. All of that happens in the handlers themselves, so that it holds whatever the server's threads are doing.
///
/// The handler wakes a thread through a pipe. Blocking the signals and waiting for them would be simpler, but the main
/// thread of an `async` program unblocks every signal while it waits.
enum TerminationSignals {
    /// How long a clean end may take.
    static let deadline: UInt32 = 3

    /// The writing end of the pipe; negative before a server listens.
    fileprivate static let writer = Atomic<Int32>(-1)
    fileprivate static let hasCome = Atomic(false)

    /// Catches the signals from now on, for a process that has nothing to end cleanly yet.
    static func install() {
        _ = (writer.load(ordering: .relaxed), hasCome.load(ordering: .relaxed))  // made before a handler needs them
        for number in [SIGINT, SIGTERM] { signal(number, noteSignal) }
        if !isIgnored(SIGHUP) { signal(SIGHUP, noteSignal) }
        signal(SIGALRM, endLate)
    }

    /// Makes the pipe: from now on the first signal asks for a clean end. Returns what `first` waits for.
    static func serve() -> Int32? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        writer.store(ends[1], ordering: .sequentiallyConsistent)
        return ends[0]
    }

    /// Waits until a signal comes.
    static func first(_ reader: Int32?) async {
        await withCheckedContinuation { continuation in
            guard let reader else { return }  // without a pipe every signal ends the process
            let waiting = Unmanaged.passRetained(Waiting(reader, continuation))
            #if canImport(Glibc)
                var thread = pthread_t()
            #else
                var thread: pthread_t?
            #endif
            pthread_create(&thread, nil, { waitForSignal($0) }, waiting.toOpaque())
        }
    }
}

private func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
        let handler = action.__sigaction_handler.sa_handler
    #else
        let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// The handler: may do nothing but what is safe in a signal handler (signal-safety(7)).
private func noteSignal(_ number: Int32) {
    let pipe = TerminationSignals.writer.load(ordering: .sequentiallyConsistent)
    if pipe < 0 || TerminationSignals.hasCome.exchange(true, ordering: .sequentiallyConsistent) { _exit(128 + number) }
    alarm(TerminationSignals.deadline)
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(pipe, &byte, 1)
}

/// The clean end took too long.
private func endLate(_: Int32) {
    let message: StaticString = "mockidp: requests under way did not end in time\n"
    _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(1)
}

private final class Waiting: Sendable {
    let reader: Int32
    let continuation: CheckedContinuation<Void, Never>

    init(_ reader: Int32, _ continuation: CheckedContinuation<Void, Never>) {
        self.reader = reader
        self.continuation = continuation
    }
}

/// The body of the waiting thread.
private func waitForSignal(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    pthread_detach(pthread_self())  // no one waits for it
    guard let context else { return nil }
    let waiting = Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
    var byte: UInt8 = 0
    while read(waiting.reader, &byte, 1) < 0, errno == EINTR {}
    waiting.continuation.resume()
    return nil
}
