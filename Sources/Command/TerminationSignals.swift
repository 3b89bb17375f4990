import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SIGINT and SIGTERM, which ask for a clean end.
///
/// A handler writes to a pipe that a thread of its own waits for. Blocking the signals and waiting for them would be
/// simpler, but the main thread of an `async` program unblocks every signal while it waits.
enum TerminationSignals {
    /// The writing end of the pipe.
    fileprivate static let writer = Atomic<Int32>(-1)

    /// Catches them from now on; returns when one has come. Must be called once.
    static func first() async {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        writer.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM] { signal(number, noteSignal) }
        await withCheckedContinuation { continuation in
            var thread = pthread_t()
            let waiting = Unmanaged.passRetained(Waiting(ends[0], continuation))
            pthread_create(&thread, nil, waitForSignal, waiting.toOpaque())
        }
    }
}

/// The handler: may do nothing but what is safe in a signal handler.
private func noteSignal(_ number: Int32) {
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(TerminationSignals.writer.load(ordering: .sequentiallyConsistent), &byte, 1)
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
    guard let context else { return nil }
    let waiting = Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
    var byte: UInt8 = 0
    while read(waiting.reader, &byte, 1) < 0, errno == EINTR {}
    waiting.continuation.resume()
    return nil
}
