import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the addresses of a host without blocking a loop.
enum Resolver {
    /// Addresses and `localhost` are known at once; for names the system's resolver is asked on a thread of its own,
    /// since it may take long. No addresses when it fails or the time is over.
    static func addresses(of host: String, port: Int, within limit: Duration) async -> [Address] {
        if host.lowercased() == "localhost" {
            return Address.lookUp("127.0.0.1", port: port) + Address.lookUp("::1", port: port)
        }
        if isAddress(host) { return Address.lookUp(host, port: port) }
        let question = Question(host, port)
        let clock = Task {
            try? await Task.sleep(for: limit)
            question.answer([])
        }
        defer { clock.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { question.ask($0) }
        } onCancel: {
            question.answer([])
        }
    }

    private static func isAddress(_ host: String) -> Bool {
        var bytes = in6_addr()
        return inet_pton(AF_INET, host, &bytes) == 1 || inet_pton(AF_INET6, host, &bytes) == 1
    }
}

/// A name that is being looked up; the first answer counts.
private final class Question: Sendable {
    private struct State {
        var answer: [Address]?
        var continuation: CheckedContinuation<[Address], Never>?
    }

    private let host: String
    private let port: Int
    private let state = Mutex(State())

    init(_ host: String, _ port: Int) {
        self.host = host
        self.port = port
    }

    func ask(_ continuation: CheckedContinuation<[Address], Never>) {
        let known = state.withLock { state in
            state.continuation = state.answer == nil ? continuation : nil
            return state.answer
        }
        if let known { return continuation.resume(returning: known) }
        let retained = Unmanaged.passRetained(self).toOpaque()
        let isAsked = startDetachedThread({ Unmanaged<Question>.fromOpaque($0).takeRetainedValue().lookUp() }, retained)
        if isAsked { return }
        Unmanaged<Question>.fromOpaque(retained).release()
        answer([])
    }

    private func lookUp() { answer(Address.lookUp(host, port: port)) }

    func answer(_ addresses: [Address]) {
        let waiting = state.withLock { state in
            guard state.answer == nil else { return nil as CheckedContinuation<[Address], Never>? }
            state.answer = addresses
            defer { state.continuation = nil }
            return state.continuation
        }
        waiting?.resume(returning: addresses)
    }
}
