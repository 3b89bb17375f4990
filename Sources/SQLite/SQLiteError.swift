import CSQLite

/// What SQLite refused, with the statement and never its values.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The primary result code.
    public let code: Int32
    /// The extended result code, which tells one constraint from another.
    public let extendedCode: Int32
    /// SQLite's sentence.
    public let message: String
    /// The SQL text; nil when there was none.
    public let sql: String?

    init(code: Int32, message: String, sql: String? = nil) {
        self.code = code & 0xFF
        extendedCode = code
        self.message = message
        self.sql = sql
    }

    /// The connection's last failure.
    init(_ result: Int32, on connection: OpaquePointer?, sql: String? = nil) {
        let sentence = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(result)
        self.init(code: result, message: sentence.map { String(cString: $0) } ?? "unknown", sql: sql)
    }

    /// Whether a row with the same unique or primary key is there.
    public var isUniqueViolation: Bool {
        [Violation.uniqueKey, Violation.primaryKey, Violation.rowID].contains(extendedCode)
    }

    /// Whether a row refers to one that isn't there, or is referred to by another.
    public var isForeignKeyViolation: Bool { extendedCode == Violation.foreignKey }

    /// Whether any constraint was violated.
    public var isConstraintViolation: Bool { code == SQLITE_CONSTRAINT }

    /// Whether another connection held a lock for longer than the busy timeout.
    public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }

    /// The sentence, the code and the statement.
    public var description: String {
        "SQLite \(extendedCode): \(message)" + (sql.map { " in: \($0)" } ?? "")
    }
}

/// Extended codes of SQLITE_CONSTRAINT (sqlite.org/rescode.html); Swift doesn't import these macros.
private enum Violation {
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let uniqueKey = SQLITE_CONSTRAINT | 8 << 8
    static let rowID = SQLITE_CONSTRAINT | 10 << 8
}
