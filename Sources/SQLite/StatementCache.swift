/// Prepared statements by their SQL text.
struct StatementCache {
    private var statements: [String: Statement] = [:]

    /// SQL texts are written in the code, so few; those with lists of varying length must not pile up.
    private static let largest = 512

    /// A statement that is free to use; one that is busy further up the stack is left alone.
    mutating func statement(_ sql: String, on connection: OpaquePointer) throws(SQLiteError) -> Statement {
        let known = statements[sql]
        if let known, !known.isInUse { return known }
        let statement = try Statement(sql, on: connection)
        if known == nil {
            if statements.count >= Self.largest { statements = statements.filter(\.value.isInUse) }
            statements[sql] = statement
        }
        return statement
    }

    mutating func removeAll() { statements = [:] }
}
