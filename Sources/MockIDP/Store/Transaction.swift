import JSON
import SQLite

/// The store as one transaction sees it. The methods for each table are in the file of that table.
struct Transaction {
    let db: Connection
    /// What a writing transaction has changed; nil in a reading one.
    let changes: Changes?
    let realmDocuments: RealmDocuments
    /// The second since 1970 at which it began.
    let now: Int

    /// The condition that a row of the table has not expired, with `now` as its parameter.
    func isAlive(_ table: String) -> String { "ifnull(\(table).expires > ?, 1)" }

    /// Whether it may change rows, which may then come to nothing.
    var isWriting: Bool { changes != nil }

    /// Notes that the realm's configuration changes: its version is bumped at the commit.
    func touch(realm id: String) { changes?.realms.insert(id) }

    /// Runs a statement that changes rows; answers how many.
    @discardableResult
    func run(_ sql: String, _ values: [(any SQLiteBindable)?] = []) throws -> Int {
        guard changes != nil else { throw StoreError.readOnly }
        return try db.run(sql, values: values)
    }

    func rows<T>(_ sql: String, _ values: [(any SQLiteBindable)?], _ read: (Row) throws -> T) throws -> [T] {
        try db.rows(sql, values: values, read: read)
    }

    func row<T>(_ sql: String, _ values: [(any SQLiteBindable)?], _ read: (Row) throws -> T) throws -> T? {
        try db.rows(sql, values: values, read: read).first
    }

    func count(_ sql: String, _ values: [(any SQLiteBindable)?]) throws -> Int {
        try row(sql, values) { $0.int(0) } ?? 0
    }
}

/// What a transaction changes.
final class Changes {
    /// The realms whose configuration is another afterwards, also those that come and go.
    var realms: TextSet = []
    /// Those among them that were removed, and those that were made, which may have the id of one removed before.
    var removed: TextSet = []
    var made: TextSet = []
    /// Whether all that changed is out of everybody's sight.
    var areHidden = false
    /// Whether something came into being and nothing else changed: what is known of those who ask still holds.
    var areAdditions = false
}

/// A part of a listing; nil `first` and `max` mean all.
struct Page: Sendable {
    var first: Int?
    var max: Int?

    static let all = Page()

    /// For `LIMIT ? OFFSET ?`: SQLite takes -1 as no limit.
    var values: [(any SQLiteBindable)?] { [max ?? -1, first ?? 0] }
}
