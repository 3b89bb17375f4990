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
    private let writer: Connection
    private let readers: ReaderPool?
    private let versions = RealmVersions()
    private let realmDocuments = RealmDocuments()

    /// Whether nothing was ever written to the database before it was opened here.
    let isNew: Bool

    /// Opens the database and brings its tables up to date.
    ///
    /// - Parameter image: what a new database starts from; empty tables without it.
    init(_ location: Location, startingFrom image: UnsafeBufferPointer<UInt8>? = nil) throws {
        switch location {
        case .memory:
            writer = try Connection(.memory)
            readers = nil
        case .file(let path):
            writer = try Connection(.file(path))
            readers = ReaderPool(path: path)
        }
        isNew = try writer.isEmpty()
        if isNew, let image { try writer.deserialize(image) }
        try writer.migrate(schema)
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
        if let readers {
            let connection = try await readers.take()
            defer { readers.giveBack(connection) }
            return try connection.transaction(.deferred) {
                try body(Transaction(db: connection, changes: nil, realmDocuments: realmDocuments))
            }
        }
        await turns.take()
        defer { turns.leave() }
        return try body(Transaction(db: writer, changes: nil, realmDocuments: realmDocuments))
    }

    /// Runs `body` in a transaction: all of what it wrote stays, or, when it throws, nothing.
    nonisolated(nonsending) func write<T: Sendable>(_ body: (Transaction) throws -> T) async throws -> T {
        await turns.take()
        defer { turns.leave() }
        let changes = Changes()
        let result = try writer.transaction(.immediate) {
            try body(Transaction(db: writer, changes: changes, realmDocuments: realmDocuments))
        }
        // After the commit and before the next turn: whoever sees the new version sees the new rows.
        if !changes.areHidden { versions.bump(changes.realms) }
        return result
    }

    /// Changes whenever the realm's configuration changes: anything a token or a discovery document is made from, but
    /// not its users (service accounts apart), sessions or revoked tokens, whose rows are read for each request.
    func version(ofRealm id: String) -> UInt64 { versions.version(ofRealm: id) }

    /// Changes with every write, also of users, sessions and revoked tokens.
    var commitCount: UInt64 { versions.commitCount }

    /// Changes whenever any realm's version changes, or a realm comes or goes.
    var generation: UInt64 { versions.generation }
}

/// What goes wrong with a store beyond what SQLite says.
enum StoreError: Error {
    /// A reading transaction was asked to write.
    case readOnly
    /// A stored document is not a JSON object.
    case brokenDocument(String)
}

extension Error {
    /// Whether the store refused a row because another has its id, or its name where names are unique.
    var isConflict: Bool { (self as? SQLiteError)?.isUniqueViolation ?? false }
}
