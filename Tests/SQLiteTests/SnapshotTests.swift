import SQLite
import Testing

@Suite struct SnapshotTests {
    let db: Connection

    init() throws {
        db = try Connection(.memory)
        try db.execute(
            """
            CREATE TABLE realm (name TEXT PRIMARY KEY) STRICT;
            CREATE TABLE client (realm TEXT REFERENCES realm (name)) STRICT;
            INSERT INTO realm VALUES ('a');
            """)
    }

    func names() throws -> [String] { try db.rows("SELECT name FROM realm ORDER BY name") { $0.text(0) } }

    @Test func `a snapshot brings back what was, statements and pragmas go on`() throws {
        let snapshot = try db.serialize()
        try db.run("INSERT INTO realm VALUES (?)", "b")
        #expect(try names() == ["a", "b"])
        for _ in 0..<2 {
            try db.deserialize(snapshot)
            #expect(try names() == ["a"])
            try db.run("INSERT INTO realm VALUES (?)", "c")
            #expect(throws: SQLiteError.self) { try db.run("INSERT INTO client VALUES ('none')") }
        }
    }

    @Test func `two databases from one snapshot go their own ways`() throws {
        let fork = try Connection(.memory)
        try fork.deserialize(db.serialize())
        try fork.run("INSERT INTO realm VALUES ('fork')")
        #expect(try names() == ["a"])
    }

    @Test func `bytes that are no database change nothing`() throws {
        for bytes in [[], [1, 2, 3], [UInt8](repeating: 7, count: 4096)] {
            #expect(throws: SQLiteError.self) { try db.deserialize(bytes) }
            #expect(try names() == ["a"])
        }
    }

    @Test func `a snapshot is not brought back in the middle of a transaction`() throws {
        let snapshot = try db.serialize()
        try db.transaction {
            try db.run("INSERT INTO realm VALUES ('b')")
            #expect(throws: SQLiteError.self) { try db.deserialize(snapshot) }
        }
        #expect(try names() == ["a", "b"])
    }

    @Test func `a database without content has no snapshot`() throws {
        let empty = try Connection(.memory)
        #expect(throws: SQLiteError.self) { try empty.serialize() }
    }
}
