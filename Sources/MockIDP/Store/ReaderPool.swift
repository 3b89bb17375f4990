import SQLite
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Read-only connections beside the writer of a file, made when they are first needed, one a core at most.
final class ReaderPool: Sendable {
    private struct State {
        var idle: [Connection] = []
        var made = 0
        var waiting: [UnsafeContinuation<Connection, Never>] = []
    }

    private let path: String
    private let limit: Int
    private let state = Mutex(State())

    init(path: String) {
        self.path = path
        limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// A connection that no one else uses until it is given back.
    nonisolated(nonsending) func take() async throws -> Connection {
        enum Step { case use(Connection), open, wait }
        let step = state.withLock { state -> Step in
            if let connection = state.idle.popLast() { return .use(connection) }
            if state.made >= limit { return .wait }
            state.made += 1
            return .open
        }
        switch step {
        case .use(let connection): return connection
        case .open: return try open()
        case .wait: return await nextIdle()
        }
    }

    func giveBack(_ connection: Connection) {
        let next = state.withLock { state -> UnsafeContinuation<Connection, Never>? in
            if state.waiting.isEmpty {
                state.idle.append(connection)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: connection)
    }

    private func open() throws -> Connection {
        do {
            return try Connection(.file(path), readOnly: true)
        } catch {
            state.withLock { $0.made -= 1 }
            throw error
        }
    }

    nonisolated(nonsending) private func nextIdle() async -> Connection {
        await withUnsafeContinuation { continuation in
            let connection = state.withLock { state -> Connection? in
                if let connection = state.idle.popLast() { return connection }
                state.waiting.append(continuation)
                return nil
            }
            if let connection { continuation.resume(returning: connection) }
        }
    }
}
