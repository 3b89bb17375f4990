import SQLite
import Testing

@Suite struct TransactionTests {
    struct Stop: Error {}
    let db: Connection

    init() throws {
        db = try Connection(.memory)
        try db.execute(
            """
            CREATE TABLE item (name TEXT PRIMARY KEY) STRICT;
            CREATE TABLE part (item TEXT REFERENCES item (name) DEFERRABLE INITIALLY DEFERRED) STRICT;
            """)
    }

    func add(_ name: String) throws { try db.run("INSERT INTO item VALUES (?)", name) }
    func names() throws -> [String] { try db.rows("SELECT name FROM item ORDER BY name") { $0.text(0) } }

    @Test func `all is written, and the value of the body returned`() throws {
        let value = try db.transaction {
            #expect(db.isInTransaction)
            try add("a")
            try add("b")
            return 5
        }
        #expect(try value == 5 && names() == ["a", "b"] && !db.isInTransaction)
    }

    @Test(arguments: [Connection.TransactionKind.immediate, .deferred])
    func `nothing is written when the body throws`(kind: Connection.TransactionKind) throws {
        #expect(throws: Stop.self) {
            try db.transaction(kind) {
                try add("a")
                throw Stop()
            }
        }
        #expect(try names() == [] && !db.isInTransaction)
        try db.transaction { try add("b") }
        #expect(try names() == ["b"])
    }

    @Test func `a transaction inside another is a savepoint`() throws {
        try db.transaction {
            try add("a")
            #expect(throws: Stop.self) {
                try db.transaction {
                    try add("b")
                    try db.transaction { try add("c") }
                    throw Stop()
                }
            }
            try db.transaction { try add("d") }
        }
        #expect(try names() == ["a", "d"])
    }

    @Test func `what the inner one wrote goes when the outer one fails`() throws {
        #expect(throws: Stop.self) {
            try db.transaction {
                try db.transaction { try add("a") }
                throw Stop()
            }
        }
        #expect(try names() == [])
    }

    @Test func `a constraint that fails at the end undoes all`() throws {
        let error = #expect(throws: SQLiteError.self) {
            try db.transaction {
                try add("a")
                try db.run("INSERT INTO part VALUES ('none')")
            }
        }
        #expect(error?.isForeignKeyViolation == true)
        #expect(try names() == [] && !db.isInTransaction)
    }

    @Test func `a transaction may end while a query is being read`() throws {
        try add("a")
        try add("b")
        let seen = try db.rows("SELECT name FROM item ORDER BY name") { row in
            let name = row.text(0)
            #expect(throws: Stop.self) {
                try db.transaction {
                    try add(name + "x")
                    throw Stop()
                }
            }
            return name
        }
        #expect(try seen == ["a", "b"] && names() == ["a", "b"])
    }

    @Test func `when SQLite itself has rolled back, the first error is reported`() throws {
        let error = #expect(throws: SQLiteError.self) {
            try db.transaction {
                try add("a")
                try db.transaction { try db.run("INSERT OR ROLLBACK INTO item VALUES ('a')") }
            }
        }
        #expect(error?.isUniqueViolation == true)
        #expect(try names() == [])
        try db.transaction { try add("b") }
        #expect(try names() == ["b"])
    }
}
