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
    /// The file of the database; nil for one in memory.
    public let file: String?

    init(code: Int32, message: String, sql: String? = nil, file: String? = nil) {
        self.code = code & 0xFF
        extendedCode = code
        self.message = message
        self.sql = sql
        self.file = file
    }

    /// The connection's last failure.
    init(_ result: Int32, on connection: OpaquePointer?, sql: String? = nil, file: String? = nil) {
        let sentence = connection.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(result)
        let own = connection.flatMap { sqlite3_db_filename($0, "main") }.map { String(cString: $0) } ?? ""
        self.init(
            code: result, message: sentence.map { String(cString: $0) } ?? "unknown", sql: sql,
            file: own.isEmpty ? file : own)
    }

    static func closed(_ sql: String) -> SQLiteError {
        SQLiteError(code: SQLITE_MISUSE, message: "the connection is closed", sql: sql)
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

    /// Whether the file could not be read or written, whatever the statement was: the disk is full, broken, or read-only.
    public var isOfFile: Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_CORRUPT, SQLITE_NOTADB]
            .contains(code)
    }

    /// Whether the file holds something else than a database.
    public var isNoDatabase: Bool { code == SQLITE_NOTADB }

    /// The file and the sentence with the code; what to do, or else the statement.
    public var description: String {
        (file.map { "\($0): " } ?? "") + "\(message) (SQLite \(extendedCode))"
            + (advice.map { ". \($0)" } ?? sql.map { " in: \($0)" } ?? "")
    }

    /// What helps against a failure of the file.
    private var advice: String? {
        switch code {
        case SQLITE_FULL: "Make room on its disk, or raise the limit of file sizes (ulimit -f)"
        case SQLITE_READONLY, SQLITE_PERM: "Give this user the right to write the file and its folder"
        case SQLITE_CANTOPEN: "See that the file and its folder are there and that this user may write both"
        case SQLITE_IOERR: "See whether its disk is full, its size limited (ulimit -f) or the file gone"
        case SQLITE_CORRUPT, SQLITE_NOTADB: "Restore the file from a copy, or name another one"
        case SQLITE_BUSY, SQLITE_LOCKED: "Another program holds its lock: end that, or try again later"
        default: nil
        }
    }
}

/// Extended codes of SQLITE_CONSTRAINT (sqlite.org/rescode.html); Swift doesn't import these macros.
private enum Violation {
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let uniqueKey = SQLITE_CONSTRAINT | 8 << 8
    static let rowID = SQLITE_CONSTRAINT | 10 << 8
}
