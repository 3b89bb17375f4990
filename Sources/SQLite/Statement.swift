import CSQLite

/// A prepared statement, used for one execution at a time.
final class Statement {
    let pointer: OpaquePointer
    let sql: String
    /// Set from binding until `finish`, so that a nested use of the same SQL text takes another statement.
    private(set) var isInUse = false

    init(_ sql: String, on connection: OpaquePointer) throws(SQLiteError) {
        var prepared: OpaquePointer?
        var isAlone = true
        var text = sql
        let result = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text -> Int32 in
                var rest: UnsafePointer<CChar>?
                let result = sqlite3_prepare_v3(
                    connection, text.baseAddress, Int32(clamping: text.count), UInt32(SQLITE_PREPARE_PERSISTENT),
                    &prepared, &rest)
                if let rest, let start = text.baseAddress {
                    isAlone = text[(rest - start)...].allSatisfy { " \n\t\r;".utf8.contains(UInt8(bitPattern: $0)) }
                }
                return result
            }
        }
        guard result == SQLITE_OK else { throw SQLiteError(result, on: connection, sql: sql) }
        guard let prepared, isAlone else {
            sqlite3_finalize(prepared)
            throw SQLiteError(code: SQLITE_MISUSE, message: "exactly one statement is wanted", sql: sql)
        }
        pointer = prepared
        self.sql = sql
    }

    deinit { sqlite3_finalize(pointer) }

    func begin(with values: [(any SQLiteBindable)?]) throws(SQLiteError) {
        isInUse = true
        let wanted = sqlite3_bind_parameter_count(pointer)
        guard values.count == Int(wanted) else {
            throw SQLiteError(
                code: SQLITE_MISUSE, message: "\(values.count) values for \(wanted) parameters", sql: sql)
        }
        var place: Int32 = 0
        for value in values {
            place += 1
            let result = bind(value?.sqliteValue ?? .null, at: place)
            guard result == SQLITE_OK else { throw failure(result) }
        }
    }

    /// Goes to the next row; false when there is none left.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw failure(result)
        }
    }

    func finish() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
        isInUse = false
    }

    private func bind(_ value: SQLiteValue, at place: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(pointer, place)
        case .integer(let value): sqlite3_bind_int64(pointer, place, value)
        case .real(let value): sqlite3_bind_double(pointer, place, value)
        case .blob(let bytes):
            bytes.withUnsafeBytes { csqlite_bind_blob(pointer, place, $0.baseAddress, UInt64($0.count)) }
        case .textBytes(let bytes):
            bytes.withUnsafeBytes { csqlite_bind_text(pointer, place, $0.baseAddress, UInt64($0.count)) }
        case .text(var text):
            text.withUTF8 { csqlite_bind_text(pointer, place, $0.baseAddress, UInt64($0.count)) }
        }
    }

    private func failure(_ result: Int32) -> SQLiteError {
        SQLiteError(result, on: sqlite3_db_handle(pointer), sql: sql)
    }
}
