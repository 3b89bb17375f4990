#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SIGINT and SIGTERM, blocked in every thread made after this and waited for on one of their own.
struct TerminationSignals: Sendable {
    init() {
        var set = Self.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Returns when one of them has come. Must be called once.
    func first() async {
        await withCheckedContinuation { continuation in
            let box = Unmanaged.passRetained(Waiting(continuation))
            var thread = pthread_t()
            pthread_create(&thread, nil, waitForSignal, box.toOpaque())
        }
    }

    fileprivate static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }
}

private final class Waiting: Sendable {
    let continuation: CheckedContinuation<Void, Never>
    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
}

/// The body of the waiting thread.
private func waitForSignal(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let waiting = Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
    var set = TerminationSignals.set
    var signal: Int32 = 0
    sigwait(&set, &signal)
    waiting.continuation.resume()
    return nil
}
