import CSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The row a statement stands on, columns counted from 0. Valid only inside the closure it is handed to; afterwards, and
/// for columns that don't exist, every column is NULL.
public struct Row {
    let statement: Statement

    /// The statement's text.
    public var sql: String { statement.sql }

    /// Whether the column is NULL.
    public func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement.pointer, Int32(clamping: column)) == SQLITE_NULL
    }

    /// The text; empty for NULL.
    public func text(_ column: Int) -> String {
        withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The integer; 0 for NULL.
    public func int(_ column: Int) -> Int {
        Int(truncatingIfNeeded: sqlite3_column_int64(statement.pointer, Int32(clamping: column)))
    }

    /// Whether the integer is not 0.
    public func bool(_ column: Int) -> Bool { int(column) != 0 }

    /// The floating-point number; 0 for NULL.
    public func double(_ column: Int) -> Double {
        sqlite3_column_double(statement.pointer, Int32(clamping: column))
    }

    /// The bytes of a blob, or a text in UTF-8; empty for NULL.
    public func blob(_ column: Int) -> [UInt8] { withBytes(column) { Array($0) } }

    /// The text, or nil for NULL.
    public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The integer, or nil for NULL.
    public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

    /// The bytes, or nil for NULL.
    public func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }

    /// Whether the column's text or blob has these bytes, without a copy of it.
    public func hasBytes(_ column: Int, _ bytes: [UInt8]) -> Bool {
        withBytes(column) { stored in
            guard let start = stored.baseAddress else { return bytes.isEmpty }
            return stored.count == bytes.count && memcmp(start, bytes, bytes.count) == 0
        }
    }

    /// Lends the bytes of a blob or a text without copying them.
    public func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let column = Int32(clamping: column)
        let start = sqlite3_column_blob(statement.pointer, column)
        let count = Int(sqlite3_column_bytes(statement.pointer, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
