import SQLite
import Testing

@testable import MockIDP

@Suite struct SchemaTests {
    /// Without one each row that goes makes SQLite look through all rows of the table that refers to it.
    @Test func `every reference to another table is found by an index`() throws {
        let db = try Connection(.memory)
        try db.migrate(schema)
        var missing: [String] = []
        for table in try db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'", read: { $0.text(0) }) {
            let indexes = try columns(
                db,
                "SELECT l.seq, i.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS i ORDER BY l.seq, i.seqno",
                table)
            let references = try columns(
                db, "SELECT id, \"from\" FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)
            missing += references.filter { reference in
                !indexes.contains { Set($0.prefix(reference.count)) == Set(reference) }
            }.map { "\(table) (\($0.joined(separator: ", ")))" }
        }
        #expect(missing == [])
    }

    private func columns(_ db: Connection, _ sql: String, _ table: String) throws -> [[String]] {
        let rows = try db.rows(sql, table) { ($0.int(0), $0.text(1)) }
        return Dictionary(grouping: rows, by: \.0).values.map { $0.map(\.1) }
    }
}
