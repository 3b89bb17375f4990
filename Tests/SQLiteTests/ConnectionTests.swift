import SQLite
import Testing

@Suite struct ConnectionTests {
    let db: Connection

    init() throws {
        db = try Connection(.memory)
        try db.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, document TEXT) STRICT")
    }

    @Test func `values of every kind come back as they were`() throws {
        try db.execute("CREATE TABLE any (a, b, c, d, e, f, g)")
        let none: String? = nil
        try db.run(
            "INSERT INTO any VALUES (?, ?, ?, ?, ?, ?, ?)", "ü\0x", Int.min, true, 1.5, [0, 255] as [UInt8], none,
            SQLiteValue.textBytes(Array("{}".utf8)))
        let isRead = try db.row("SELECT *, typeof(g) FROM any") { row in
            #expect(row.text(0) == "ü\0x" && row.int(1) == Int.min && row.bool(2) && row.double(3) == 1.5)
            #expect(row.blob(4) == [0, 255] && row.isNull(5) && row.optionalText(5) == nil && row.text(5) == "")
            #expect(row.blob(0) == Array("ü\0x".utf8) && row.optionalText(0) == "ü\0x")
            #expect(row.text(6) == "{}" && row.text(7) == "text")
            #expect(row.isNull(99) && row.isNull(-1) && row.int(Int.max) == 0)
            return true
        }
        #expect(isRead == true)
    }

    @Test func `empty texts and blobs are not NULL`() throws {
        let types = try db.row(
            "SELECT typeof(?), typeof(?), typeof(?), typeof(?)", "", [] as [UInt8], SQLiteValue.textBytes([]), nil
        ) { row in (0..<4).map(row.text) }
        #expect(types == ["text", "blob", "text", "null"])
    }

    @Test func `changes are counted and row ids known`() throws {
        #expect(try db.run("INSERT INTO item (id, name) VALUES (7, ?), (8, ?)", "a", "b") == 2)
        #expect(db.lastInsertedRowID == 8)
        #expect(try db.run("DELETE FROM item WHERE name = ?", "none") == 0)
        #expect(try db.rows("SELECT name FROM item ORDER BY id") { $0.text(0) } == ["a", "b"])
        #expect(try db.row("SELECT name FROM item WHERE id = 9") { $0.text(0) } == nil)
    }

    @Test func `a list of values may be made elsewhere`() throws {
        let values: [(any SQLiteBindable)?] = [1, "a", nil]
        try db.run("INSERT INTO item VALUES (?, ?, ?)", values: values)
        #expect(try db.rows("SELECT name FROM item WHERE id = ?", values: [1]) { $0.text(0) } == ["a"])
    }

    @Test func `the same statement may be used inside itself`() throws {
        try db.run("INSERT INTO item (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c')")
        func pairs() throws -> [String] {
            try db.rows("SELECT name FROM item WHERE id > ? ORDER BY id", 0) { outer in
                let inner = try db.rows("SELECT name FROM item WHERE id > ? ORDER BY id", outer.int(0)) { $0.text(0) }
                return outer.text(0) + inner.joined()
            }
        }
        #expect(try pairs() == ["aabc", "babc", "cabc"])
        #expect(try pairs() == ["aabc", "babc", "cabc"])
    }

    @Test func `a statement whose reader throws can be used again`() throws {
        struct Stop: Error {}
        try db.run("INSERT INTO item (id, name) VALUES (1, 'a'), (2, 'b')")
        for _ in 0..<2 {
            #expect(throws: Stop.self) { try db.rows("SELECT name FROM item") { _ in throw Stop() } }
        }
        try db.execute("DROP TABLE item")
    }

    @Test func `a row kept too long is empty, not dangerous`() throws {
        try db.run("INSERT INTO item (id, name) VALUES (1, 'a')")
        let row = try #require(try db.row("SELECT name FROM item") { $0 })
        #expect(row.isNull(0) && row.text(0) == "")
    }

    @Test func `a prepared statement follows a change of the schema`() throws {
        #expect(try db.rows("SELECT * FROM item") { $0.int(0) } == [])
        try db.execute("DROP TABLE item; CREATE TABLE item (a INTEGER) STRICT; INSERT INTO item VALUES (5)")
        #expect(try db.rows("SELECT * FROM item") { $0.int(0) } == [5])
    }

    @Test func `many different texts don't pile up as statements`() throws {
        for number in 0..<2000 { #expect(try db.row("SELECT \(number)") { $0.int(0) } == number) }
    }
}
