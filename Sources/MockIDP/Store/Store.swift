import JSON
import SQLite
import Synchronization

/// All state of an identity provider: one SQLite database, in memory or in a file.
///
/// Transactions take turns in the order they came. A body runs synchronously and must be short; while it waits for its
/// turn, the caller suspends and its thread serves others.
public final class Store: Sendable {
    /// Where the database lives.
    public enum Location: Sendable {
        case memory
        /// A file with that path, made if it does not exist. Readers have connections of their own.
        case file(String)
    }

    private let turns = TurnQueue()
    private let file: StateFile?
    private let writer: Connection
    private let readers: ReaderPool?
    private let time: TimeSource
    private let sweeps = SweepSchedule()
    /// How long a transaction waits for another program's lock on the file, in milliseconds.
    private let patience: Int
    private let versions: RealmVersions
    private let removals = Mutex<[@Sendable (String) -> Void]>([])
    private let realmDocuments = RealmDocuments()

    /// Whether nothing was ever written to the database before it was opened here.
    let isNew: Bool

    /// Opens a database that is in memory or in a file nobody else uses.
    convenience init(_ location: Location) throws {
        switch location {
        case .memory: try self.init()
        case .file(let path): try self.init(StateFile(path))
        }
    }

    /// Opens a database in memory.
    ///
    /// - Parameters:
    ///   - image: what it starts from; empty tables without it.
    ///   - time: what tells whether something has expired; nothing has without it.
    convenience init(startingFrom image: UnsafeBufferPointer<UInt8>? = nil, time: TimeSource = .none) throws {
        let connection = try Connection(.memory)
        if let image { try connection.deserialize(image) }
        try self.init(connection, nil, isNew: true, time: time)
    }

    /// Opens a file and brings its tables up to date.
    ///
    /// - Parameters:
    ///   - draft: the state that a new file gets, in one transaction with its tables: a start that is interrupted leaves
    ///     nothing behind.
    ///   - patience: how long a transaction waits for another program's lock, in milliseconds.
    convenience init(
        _ file: StateFile, startingFrom draft: Store? = nil, time: TimeSource = .none, patience: Int = 5000
    ) throws {
        let content = file.isNew ? draft?.writer : nil
        let connection = try Connection(.file(file.file.path), startingFrom: content)
        try self.init(connection, file, isNew: file.isNew, time: time, patience: patience)
        // From now on whoever finds the file locked waits without holding up a thread.
        try connection.waitForLocks(milliseconds: 0)
    }

    private init(_ connection: Connection, _ file: StateFile?, isNew: Bool, time: TimeSource, patience: Int = 0) throws
    {
        self.time = time
        writer = connection
        self.file = file
        self.isNew = isNew
        self.patience = patience
        readers = file.map { ReaderPool($0.file) }
        try connection.transaction {
            try connection.migrate(schema)
            if try connection.applicationID() != StateFile.applicationID || connection.userVersion() != schema.count {
                try connection.mark(applicationID: StateFile.applicationID, userVersion: schema.count)
            }
        }
        versions = RealmVersions(try connection.rows("SELECT id FROM realm") { $0.text(0) })
    }

    /// Calls `forget` with the id of each realm that a commit removes: what is kept of it elsewhere has to go too.
    func whenRealmIsRemoved(_ forget: @escaping @Sendable (String) -> Void) {
        removals.withLock { $0.append(forget) }
    }

    /// The whole database as an image that another can start from.
    func image() async throws -> [UInt8] {
        await turns.take()
        defer { turns.leave() }
        try writer.execute("VACUUM")
        return try writer.serialize()
    }

    /// Runs `body` in a transaction that cannot change anything.
    nonisolated(nonsending) func read<T: Sendable>(_ body: (Transaction) throws -> T) async throws -> T {
        let now = now()
        if let readers {
            let connection = try await readers.take()
            defer { readers.giveBack(connection) }
            return try await patiently {
                try connection.transaction(.deferred) {
                    try body(Transaction(db: connection, changes: nil, realmDocuments: realmDocuments, now: now))
                }
            }
        }
        await turns.take()
        defer { turns.leave() }
        return try body(Transaction(db: writer, changes: nil, realmDocuments: realmDocuments, now: now))
    }

    /// Runs `body` in a transaction: all of what it wrote stays, or, when it throws, nothing.
    ///
    /// - Parameter rank: whether it is a slice of longer work, which others need not wait for.
    nonisolated(nonsending) func write<T: Sendable>(
        as rank: TurnQueue.Rank = .usual, _ body: (Transaction) throws -> T
    ) async throws -> T {
        let now = now()
        let patience = Patience(milliseconds: patience)
        await turns.take(rank)
        defer { turns.leave() }
        try file?.file.requirePlace()
        let changes = Changes()
        // Busy is only the transaction's beginning, so nothing of the body is done twice.
        let result = try await patiently(patience) {
            try writer.transaction(.immediate) {
                try body(Transaction(db: writer, changes: changes, realmDocuments: realmDocuments, now: now))
            }
        }
        // After the commit and before the next turn: whoever sees the new version sees the new rows.
        if !changes.areHidden { versions.bump(changes) }
        if !changes.removed.isEmpty { forget(changes.removed) }
        return result
    }

    /// Runs a transaction again while another program holds the file's lock.
    nonisolated(nonsending) private func patiently<T>(
        _ patience: Patience? = nil, _ transaction: () throws -> T
    ) async throws -> T {
        var patience = patience
        while true {
            do {
                return try transaction()
            } catch let error as SQLiteError where error.isBusy {
                var left = patience ?? Patience(milliseconds: self.patience)
                guard await left.wait() else { throw error }
                patience = left
            }
        }
    }

    /// The second it is. Whoever asks may find that it is time to sweep up what has expired; that is done by others.
    private func now() -> Int {
        let now = time.milliseconds() / 1000
        if sweeps.isDue(at: now) { Task.detached { try? await self.sweep() } }
        return now
    }

    /// Removes what has expired, in slices: others have their turn in between. Nobody could see these rows any more, so no
    /// version changes.
    private func sweep() async throws {
        while true {
            let now = time.milliseconds() / 1000
            await turns.take(.slice)
            defer { turns.leave() }
            let isMore = try writer.transaction(.immediate) {
                try Transaction(db: writer, changes: Changes(), realmDocuments: realmDocuments, now: now)
                    .sweep(atMost: SweepSchedule.slice)
            }
            if !isMore { return }
        }
    }

    /// Ends it, once whoever is in a transaction is done: all is in the file then, and nothing beside it.
    ///
    /// - Returns: the log that has what could not be written into the file: its disk is full, or another program holds a
    ///   lock.
    @discardableResult
    func close() async -> String? {
        await turns.take()
        defer { turns.leave() }
        await readers?.close()
        // The last connection to go does this too, but another program may have one.
        if file != nil { _ = try? writer.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
        writer.close()
        defer { file?.file.release() }
        return file?.file.remainingLog
    }

    /// The same for at most so long; a store in memory has nothing to close.
    func close(within limit: Duration) async -> String? {
        guard file != nil else { return nil }
        return await withUnsafeContinuation { (continuation: UnsafeContinuation<String?, Never>) in
            let first = First(continuation)
            Task.detached { first.resume(await self.close()) }
            Task.detached {
                try? await Task.sleep(for: limit)
                first.resume(nil)
            }
        }
    }

    private func forget(_ realms: TextSet) {
        let removals = removals.withLock { $0 }
        for id in realms {
            realmDocuments.forget(id)
            for forget in removals { forget(id) }
        }
    }

    /// Gives realms that have no user profile of their own this one. At the start only: what was compiled is not made anew.
    func use(standardProfile: JSONObject) {
        realmDocuments.use(standardProfile: standardProfile)
    }

    /// Changes whenever the realm's configuration changes: anything a token or a discovery document is made from, but
    /// not its users (service accounts apart), sessions or revoked tokens, whose rows are read for each request.
    func version(ofRealm id: String) -> UInt64 { versions.version(ofRealm: id) }

    /// Whether the realm that had that version is there still, and not another that was made with its id.
    func isThere(realm id: String, since version: UInt64) -> Bool { versions.isThere(id, since: version) }

    /// Changes with every write, also of users, sessions and revoked tokens.
    var alterationCount: UInt64 { versions.alterationCount }

    /// Changes whenever any realm's version changes, or a realm comes or goes.
    var generation: UInt64 { versions.generation }
}

/// A continuation that the first of several resumes.
private final class First: Sendable {
    private let waiting: Mutex<UnsafeContinuation<String?, Never>?>
    init(_ continuation: UnsafeContinuation<String?, Never>) { waiting = Mutex(continuation) }
    func resume(_ log: String?) { waiting.withLock { $0.take() }?.resume(returning: log) }
}

/// What goes wrong with a store beyond what SQLite says.
enum StoreError: Error {
    /// A reading transaction was asked to write.
    case readOnly
    /// The server has stopped.
    case closed
    /// A stored document, read by this statement, is not a JSON object that can be read. What is in it is not told: it may
    /// be secret.
    case brokenDocument(sql: String)
}

extension Error {
    /// Whether the database's file is to blame: locked by another program, full, read-only, broken, gone, or
    /// closed.
    var isOfDatabaseFile: Bool {
        if let error = self as? StoreError, case .closed = error { return true }
        if self is DatabaseFileError { return true }
        guard let error = self as? SQLiteError else { return false }
        return error.isBusy || error.isOfFile
    }

    /// Whether the store refused a row because another has its id, or its name where names are unique.
    var isConflict: Bool { (self as? SQLiteError)?.isUniqueViolation ?? false }
}
