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
        /// Who waits for one; nil lets it try again.
        var waiting: [UnsafeContinuation<Connection?, Never>] = []
        /// Who waits until none is in use, at the end.
        var closing: UnsafeContinuation<Void, Never>?
        var isClosed = false
    }

    private let file: DatabaseFile
    private let limit: Int
    private let state = Mutex(State())

    init(_ file: DatabaseFile) {
        self.file = file
        limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// A connection that no one else uses until it is given back.
    nonisolated(nonsending) func take() async throws -> Connection {
        enum Step { case use(Connection), open, wait, refuse }
        let step = state.withLock { state -> Step in
            if state.isClosed { return .refuse }
            if let connection = state.idle.popLast() { return .use(connection) }
            if state.made >= limit { return .wait }
            state.made += 1
            return .open
        }
        switch step {
        case .use(let connection): return connection
        case .open: return try open()
        case .wait: if let connection = await nextIdle() { return connection } else { return try await take() }
        case .refuse: throw StoreError.closed
        }
    }

    func giveBack(_ connection: Connection) {
        let (next, closing) = state.withLock {
            state -> (UnsafeContinuation<Connection?, Never>?, UnsafeContinuation<Void, Never>?) in
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), nil) }
            state.idle.append(connection)
            return (nil, state.idle.count == state.made ? state.closing.take() : nil)
        }
        next?.resume(returning: connection)
        closing?.resume()
    }

    /// Refuses whoever comes from now on, waits for those who are reading, and closes the connections.
    func close() async {
        await withUnsafeContinuation { continuation in
            let isDone = state.withLock { state in
                state.isClosed = true
                if state.idle.count == state.made { return true }
                state.closing = continuation
                return false
            }
            if isDone { continuation.resume() }
        }
        for connection in state.withLock({ $0.idle }) { connection.close() }
    }

    private func open() throws -> Connection {
        do {
            try file.requirePlace()  // or it may be another database
            let connection = try Connection(.file(file.path), readOnly: true)
            try connection.waitForLocks(milliseconds: 0)
            return connection
        } catch {
            let (next, closing) = state.withLock {
                state -> (UnsafeContinuation<Connection?, Never>?, UnsafeContinuation<Void, Never>?) in
                state.made -= 1
                if !state.waiting.isEmpty { return (state.waiting.removeFirst(), nil) }
                return (nil, state.idle.count == state.made ? state.closing.take() : nil)
            }
            next?.resume(returning: nil)
            closing?.resume()
            throw error
        }
    }

    nonisolated(nonsending) private func nextIdle() async -> Connection? {
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
