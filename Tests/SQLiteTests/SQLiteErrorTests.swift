import SQLite
import Testing

@Suite struct SQLiteErrorTests {
    let db: Connection

    init() throws {
        db = try Connection(.memory)
        try db.execute(
            """
            CREATE TABLE realm (name TEXT PRIMARY KEY) STRICT;
            CREATE TABLE client (
                id INTEGER PRIMARY KEY, realm TEXT NOT NULL REFERENCES realm (name), clientId TEXT,
                UNIQUE (realm, clientId)) STRICT;
            INSERT INTO realm VALUES ('demo');
            INSERT INTO client VALUES (1, 'demo', 'web');
            """)
    }

    func failure(_ sql: String, _ values: (any SQLiteBindable)?...) throws -> SQLiteError {
        try #require(#expect(throws: SQLiteError.self) { try db.run(sql, values: values) })
    }

    @Test func `a second row with the same key is told from other failures`() throws {
        for sql in [
            "INSERT INTO realm VALUES ('demo')", "INSERT INTO client VALUES (2, 'demo', 'web')",
            "INSERT INTO client VALUES (1, 'demo', 'other')",
        ] {
            let error = try failure(sql)
            #expect(error.isUniqueViolation && error.isConstraintViolation && !error.isForeignKeyViolation)
            #expect(error.sql == sql)
        }
        #expect(try !failure("INSERT INTO client VALUES (2, NULL, 'x')").isUniqueViolation)
    }

    @Test func `foreign keys are kept`() throws {
        #expect(try failure("INSERT INTO client VALUES (2, 'none', 'x')").isForeignKeyViolation)
        #expect(try failure("DELETE FROM realm").isForeignKeyViolation)
    }

    @Test func `a failure shows the statement and never the values`() throws {
        let error = try failure("INSERT INTO client VALUES (?, ?, ?)", 1, "demo", "s3cret")
        #expect("\(error)".contains("INSERT INTO client VALUES (?, ?, ?)"))
        #expect(!"\(error)".contains("s3cret"))
    }

    @Test(arguments: ["SELEC 1", "SELECT x FROM realm", "", "-- nothing", "SELECT 1; SELECT 2", "SELECT \"misspelt\""])
    func `what is not one good statement is refused`(sql: String) throws {
        #expect(throws: SQLiteError.self) { try db.run(sql) }
    }

    @Test func `a closing semicolon is no second statement`() throws {
        #expect(try db.row("SELECT 1; \n") { $0.int(0) } == 1)
    }

    @Test func `too few and too many values are refused`() throws {
        #expect(throws: SQLiteError.self) { try db.run("SELECT ?, ?", 1) }
        #expect(throws: SQLiteError.self) { try db.run("SELECT ?", 1, 2) }
        #expect(try db.row("SELECT ?", 3) { $0.int(0) } == 3)
    }

    @Test func `a statement that failed works the next time`() throws {
        let sql = "INSERT INTO realm VALUES (?)"
        #expect(throws: SQLiteError.self) { try db.run(sql, "demo") }
        #expect(try db.run(sql, "other") == 1)
    }

    @Test func `a file that can't be opened is an error`() {
        #expect(throws: SQLiteError.self) { try Connection(.file("/nowhere/at/all.db")) }
    }
}
