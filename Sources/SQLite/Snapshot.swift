import CSQLite

extension Connection {
    /// Whether the database holds nothing at all, not even a table.
    public func isEmpty() throws -> Bool {
        try row("SELECT 1 FROM sqlite_schema LIMIT 1", read: { _ in true }) == nil
    }

    /// The whole database as the bytes of a database file. One to which nothing was ever written has none.
    public func serialize() throws(SQLiteError) -> [UInt8] {
        var count: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(pointer, "main", &count, 0) else {
            let isEmpty = count == 0
            throw SQLiteError(
                code: isEmpty ? SQLITE_EMPTY : SQLITE_NOMEM,
                message: isEmpty ? "the database is empty" : "there is no memory for a copy of the database")
        }
        defer { sqlite3_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    /// Replaces the whole content by what `serialize` gave; nothing is changed when that is not a database.
    public func deserialize(_ bytes: [UInt8]) throws(SQLiteError) {
        let image = try Connection(path: ":memory:")
        try image.adopt(bytes)
        try image.execute("SELECT count(*) FROM sqlite_schema")
        try image.copy(into: self)
    }

    /// The same from bytes that stay where they are and are not a file's: nothing is copied but pages into this database.
    public func deserialize(_ bytes: UnsafeBufferPointer<UInt8>) throws(SQLiteError) {
        guard bytes.count >= 100, let start = UnsafeMutablePointer(mutating: bytes.baseAddress) else {
            throw SQLiteError(code: SQLITE_NOTADB, message: "these bytes are no database")
        }
        let image = try Connection(path: ":memory:")
        let count = sqlite3_int64(bytes.count)
        let flags = UInt32(SQLITE_DESERIALIZE_READONLY)
        try image.check(sqlite3_deserialize(image.pointer, "main", start, count, count, flags))
        try image.copy(into: self)
    }

    /// Writes the whole database to a file, which is made or replaced.
    public func backup(to path: String) throws(SQLiteError) {
        try copy(into: Connection(path: path))
    }

    /// Replaces the whole content of another database by this one's, in one transaction.
    public func copy(into target: Connection) throws(SQLiteError) {
        guard let backup = sqlite3_backup_init(target.pointer, "main", pointer, "main") else {
            throw SQLiteError(sqlite3_extended_errcode(target.pointer), on: target.pointer)
        }
        let result = sqlite3_backup_step(backup, -1)
        let end = sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else {
            // What a step says of a lock, `finish` does not repeat.
            throw SQLiteError(end == SQLITE_OK ? result : end, on: target.pointer)
        }
    }

    /// Makes these bytes the database of this connection, which must be one in memory.
    private func adopt(_ bytes: [UInt8]) throws(SQLiteError) {
        guard bytes.count >= 100, let memory = sqlite3_malloc64(UInt64(bytes.count)) else {
            throw SQLiteError(code: SQLITE_NOTADB, message: "these bytes are no database")
        }
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        // Bytes 18 and 19 say "write-ahead log" in the image of a file, which a database in memory can't have.
        memory.storeBytes(of: 1, toByteOffset: 18, as: UInt8.self)
        memory.storeBytes(of: 1, toByteOffset: 19, as: UInt8.self)
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
        let start = memory.assumingMemoryBound(to: UInt8.self)
        let count = sqlite3_int64(bytes.count)
        try check(sqlite3_deserialize(pointer, "main", start, count, count, flags))
    }
}
