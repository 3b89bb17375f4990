import SQLite
import Testing

@Suite struct MigrationTests {
    let db: Connection
    let first = Migration(name: "realms", sql: "CREATE TABLE realm (name TEXT) STRICT; INSERT INTO realm VALUES ('a');")
    let second = Migration(name: "clients", sql: "CREATE TABLE client (id TEXT) STRICT")

    init() throws { db = try Connection(.memory) }

    func tables() throws -> [String] {
        try db.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? ORDER BY name", "applied_migration"
        ) {
            $0.text(0)
        }
    }

    @Test func `each is applied once, in order`() throws {
        try db.migrate([first])
        try db.migrate([first, second])
        try db.migrate([first, second])
        #expect(try tables() == ["client", "realm"])
        #expect(try db.row("SELECT count(*) FROM realm") { $0.int(0) } == 1)
    }

    @Test func `one that fails leaves nothing of itself, and those before it stay`() throws {
        let broken = Migration(name: "broken", sql: "CREATE TABLE half (id TEXT) STRICT; CREATE TABL other (id)")
        #expect(throws: SQLiteError.self) { try db.migrate([first, broken]) }
        #expect(try tables() == ["realm"])
        try db.migrate([first, second])
        #expect(try tables() == ["client", "realm"])
    }

    @Test func `an edited one is refused`() throws {
        try db.migrate([first])
        let edited = Migration(name: first.name, sql: first.sql + " ")
        #expect(throws: MigrationError.edited("realms")) { try db.migrate([edited, second]) }
        #expect(try tables() == ["realm"])
    }

    @Test func `a changed order is refused`() throws {
        try db.migrate([first])
        #expect(throws: MigrationError.reordered(found: "realms", expected: "clients")) {
            try db.migrate([second, first])
        }
    }

    @Test func `a database of a later version is refused`() throws {
        try db.migrate([first, second])
        #expect(throws: MigrationError.unknown("clients")) { try db.migrate([first]) }
    }
}
