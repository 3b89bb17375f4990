import CSQLite

/// A connection to one database.
///
/// `@unchecked Sendable`: it is opened without SQLite's own mutex and may move between threads, but whoever holds it
/// must see to it that one thread at a time uses it.
public final class Connection: @unchecked Sendable {
    /// Where a database is.
    public enum Location: Hashable, Sendable {
        /// In this connection alone.
        case memory
        /// In a file, which is made when it isn't there.
        case file(String)
    }

    /// Set once, before the library is first used.
    private static let isConfigured =
        csqlite_allocate_pages_singly() == SQLITE_OK && csqlite_do_not_count_memory() == SQLITE_OK

    let pointer: OpaquePointer
    private var isClosed = false
    var openTransactions = 0
    private var cache = StatementCache()

    /// Opens a database. A file gets a write-ahead log, so that others can read while one writes, and a commit
    /// survives the end of the process.
    ///
    /// - Parameter content: what is copied into it first, whole or, when that is interrupted, not at all.
    public convenience init(
        _ location: Location, readOnly: Bool = false, startingFrom content: Connection? = nil
    ) throws(SQLiteError) {
        switch location {
        case .memory: try self.init(path: ":memory:", readOnly: readOnly)
        case .file(let path): try self.init(path: path, readOnly: readOnly)
        }
        try content?.copy(into: self)
        guard case .file = location, !readOnly else { return }
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }

    /// Opens a file that nobody writes, without a lock, and without a file beside it coming or going.
    convenience init(unchanging path: String) throws(SQLiteError) {
        var uri = path.hasPrefix("/") ? "file://" : "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"): uri += "%25"
            case UInt8(ascii: "?"): uri += "%3f"
            case UInt8(ascii: "#"): uri += "%23"
            default: uri.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        try self.init(path: uri + "?immutable=1", readOnly: true, isURI: true)
    }

    /// Opens a database as it is.
    init(path: String, readOnly: Bool = false, isURI: Bool = false) throws(SQLiteError) {
        _ = Self.isConfigured
        var opened: OpaquePointer?
        let access =
            (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
            | (isURI ? SQLITE_OPEN_URI : 0)
        let result = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard result == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }
            throw SQLiteError(result, on: opened, file: path)
        }
        pointer = opened
        try check(sqlite3_busy_timeout(opened, 5000))
        try check(csqlite_refuse_double_quoted_texts(opened))
        try execute("PRAGMA foreign_keys = ON")
    }

    deinit { close() }

    /// Ends it; whatever is asked afterwards is refused. The last connection of a file that may write takes over what is in
    /// the write-ahead log and removes that.
    public func close() {
        if isClosed { return }
        isClosed = true
        cache.removeAll()
        sqlite3_close_v2(pointer)
    }

    /// How long a statement holds its thread when another connection has the lock it wants; 5 seconds by itself.
    public func waitForLocks(milliseconds: Int) throws(SQLiteError) {
        try check(sqlite3_busy_timeout(pointer, Int32(clamping: milliseconds)))
    }

    /// The mark of the program whose file it is (`PRAGMA application_id`); 0 when nobody has set one.
    public func applicationID() throws -> Int { try row("PRAGMA application_id") { $0.int(0) } ?? 0 }

    /// A number for the program's own use (`PRAGMA user_version`).
    public func userVersion() throws -> Int { try row("PRAGMA user_version") { $0.int(0) } ?? 0 }

    /// Sets both of these, with the transaction that is open.
    public func mark(applicationID: Int, userVersion: Int) throws(SQLiteError) {
        try execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(userVersion)")
    }

    /// Runs a script of any number of statements without parameters.
    public func execute(_ sql: String) throws(SQLiteError) {
        guard !isClosed else { throw .closed(sql) }
        try check(sqlite3_exec(pointer, sql, nil, nil, nil), sql: sql)
    }

    /// Runs one statement; returns how many rows an INSERT, UPDATE or DELETE changed.
    @discardableResult
    public func run(_ sql: String, _ values: (any SQLiteBindable)?...) throws(SQLiteError) -> Int {
        try run(sql, values: values)
    }

    /// Runs one statement with a list of values made elsewhere.
    @discardableResult
    public func run(_ sql: String, values: [(any SQLiteBindable)?]) throws(SQLiteError) -> Int {
        let statement = try statement(sql)
        defer { statement.finish() }
        try statement.begin(with: values)
        while try statement.step() {}
        return Int(truncatingIfNeeded: sqlite3_changes64(pointer))
    }

    /// Every row of a query, each turned into a value while the statement stands on it.
    public func rows<T>(
        _ sql: String, _ values: (any SQLiteBindable)?..., read: (Row) throws -> T
    ) throws -> [T] {
        try rows(sql, values: values, read: read)
    }

    /// Every row of a query with a list of values made elsewhere.
    public func rows<T>(
        _ sql: String, values: [(any SQLiteBindable)?], read: (Row) throws -> T
    ) throws -> [T] {
        let statement = try statement(sql)
        defer { statement.finish() }
        try statement.begin(with: values)
        var results: [T] = []
        while try statement.step() { results.append(try read(Row(statement: statement))) }
        return results
    }

    /// The first row of a query; nil when there is none.
    public func row<T>(
        _ sql: String, _ values: (any SQLiteBindable)?..., read: (Row) throws -> T
    ) throws -> T? {
        let statement = try statement(sql)
        defer { statement.finish() }
        try statement.begin(with: values)
        return try statement.step() ? try read(Row(statement: statement)) : nil
    }

    /// The row id that the last INSERT gave.
    public var lastInsertedRowID: Int { Int(truncatingIfNeeded: sqlite3_last_insert_rowid(pointer)) }

    private func statement(_ sql: String) throws(SQLiteError) -> Statement {
        guard !isClosed else { throw .closed(sql) }
        return try cache.statement(sql, on: pointer)
    }

    func check(_ result: Int32, sql: String? = nil) throws(SQLiteError) {
        guard result == SQLITE_OK else { throw SQLiteError(result, on: pointer, sql: sql) }
    }
}
