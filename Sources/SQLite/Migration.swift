/// A step of the schema's history: plain SQL, never edited once a release has it.
public struct Migration: Hashable, Sendable {
    /// What it is remembered by.
    public let name: String
    /// A script of statements.
    public let sql: String

    /// A step.
    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }

    /// The names of the tables that it makes.
    var tables: [Substring] {
        let lines = sql.split(separator: "\n").map { $0.drop { $0 == " " } }
        return lines.filter { $0.hasPrefix(Self.table) }.map { $0.dropFirst(Self.table.count).prefix { $0 != " " } }
    }

    private static let table = "CREATE TABLE "

    /// FNV-1a of the text, 64 bits in hexadecimal: enough to notice an edit.
    var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

/// Why a database does not fit the migrations of this program.
public enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The database has applied another text under this name.
    case edited(String)
    /// The database has applied one step where the program has another.
    case reordered(found: String, expected: String)
    /// The database has applied a step that the program doesn't know: it is from a later version.
    case unknown(String)

    /// A sentence for people.
    public var description: String {
        switch self {
        case .edited(let name): "migration \(name) was edited after it had been applied to this database"
        case .reordered(let found, let expected): "the database has migration \(found) where \(expected) belongs"
        case .unknown(let name): "the database is from a later version: its migration \(name) is not known"
        }
    }
}

extension Connection {
    /// Applies the migrations that this database has not seen, in order, each in a transaction of its own.
    public func migrate(_ migrations: [Migration]) throws {
        try execute(
            """
            CREATE TABLE IF NOT EXISTS applied_migration (
                place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL) STRICT
            """)
        for (place, migration) in migrations.enumerated() where try !isApplied(migration, at: place) {
            try transaction(.immediate) {
                // Another process may have been faster.
                guard try !isApplied(migration, at: place) else { return }
                try execute(migration.sql)
                try run("INSERT INTO applied_migration VALUES (?, ?, ?)", place, migration.name, migration.digest)
            }
        }
        if let later = try appliedMigration(at: migrations.count) { throw MigrationError.unknown(later.name) }
    }

    /// Whether this was the first step of the database; not when it knows nothing of migrations.
    public func hasApplied(_ first: Migration) throws -> Bool {
        let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'applied_migration'"
        guard try row(table, read: { _ in true }) != nil else { return false }
        return (try? appliedMigration(at: 0))?.name == first.name  // another program's table may have other columns
    }

    /// Throws what `migrate` would throw for the steps that are applied; applies none.
    public func checkMigrations(_ migrations: [Migration]) throws {
        for (place, migration) in migrations.enumerated() { _ = try isApplied(migration, at: place) }
        if let later = try appliedMigration(at: migrations.count) { throw MigrationError.unknown(later.name) }
    }

    /// Whether all tables are there that the applied steps made; none is ever removed again.
    public func hasTables(of migrations: [Migration]) throws -> Bool {
        let names = Set(try rows("SELECT name FROM sqlite_schema WHERE type = 'table'") { Substring($0.text(0)) })
        for (place, migration) in migrations.enumerated() where try isApplied(migration, at: place) {
            if !names.isSuperset(of: migration.tables) { return false }
        }
        return true
    }

    private func isApplied(_ migration: Migration, at place: Int) throws -> Bool {
        guard let found = try appliedMigration(at: place) else { return false }
        guard found.name == migration.name else {
            throw MigrationError.reordered(found: found.name, expected: migration.name)
        }
        guard found.digest == migration.digest else { throw MigrationError.edited(migration.name) }
        return true
    }

    private func appliedMigration(at place: Int) throws -> (name: String, digest: String)? {
        try row("SELECT name, digest FROM applied_migration WHERE place = ?", place) { ($0.text(0), $0.text(1)) }
    }
}
