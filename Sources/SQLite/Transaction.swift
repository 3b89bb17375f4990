import CSQLite

extension Connection {
    /// When a transaction takes its lock.
    public enum TransactionKind: Sendable {
        /// At once for writing, so that what was read stays true until it is written.
        case immediate
        /// For reading with the first read, for writing with the first write, which may then find it busy.
        case deferred
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { sqlite3_get_autocommit(pointer) == 0 }

    /// Does all of `body` or, when it throws, nothing of it. Inside another transaction it is a savepoint of that one.
    @discardableResult
    public func transaction<T>(_ kind: TransactionKind = .immediate, _ body: () throws -> T) throws -> T {
        let level = openTransactions
        try run(level == 0 ? (kind == .immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED") : "SAVEPOINT level_\(level)")
        openTransactions += 1
        defer { openTransactions -= 1 }
        do {
            let result = try body()
            try run(level == 0 ? "COMMIT" : "RELEASE level_\(level)")
            return result
        } catch {
            rollBack(to: level)
            throw error
        }
    }

    /// SQLite may have rolled back by itself (disk full); then there is nothing left to do, and the first error counts.
    private func rollBack(to level: Int) {
        guard isInTransaction else { return }
        if level == 0 {
            _ = try? run("ROLLBACK")
        } else {
            _ = try? run("ROLLBACK TO level_\(level)")
            _ = try? run("RELEASE level_\(level)")
        }
    }
}
