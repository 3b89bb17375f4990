import Foundation
import SQLite
import Testing

/// A folder that goes away with the test.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }
    func file(_ name: String) -> String { url.appending(path: name).path }
}

@Suite struct FileTests {
    let folder: TemporaryFolder
    let path: String
    let db: Connection

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("it's a ü.db")
        db = try Connection(.file(path))
        try db.execute("CREATE TABLE item (name TEXT PRIMARY KEY) STRICT")
    }

    func names(_ connection: Connection) throws -> [String] {
        try connection.rows("SELECT name FROM item ORDER BY name") { $0.text(0) }
    }

    @Test func `the pragmas are set`() throws {
        func pragma(_ name: String) throws -> String? { try db.row("PRAGMA \(name)") { $0.text(0) } }
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("synchronous") == "1")
        #expect(try pragma("foreign_keys") == "1")
        #expect(try pragma("busy_timeout") == "5000")
    }

    @Test func `a reader beside the writer sees what is committed`() throws {
        let reader = try Connection(.file(path), readOnly: true)
        try db.transaction {
            try db.run("INSERT INTO item VALUES ('a')")
            #expect(try names(reader) == [])
        }
        #expect(try names(reader) == ["a"])
        #expect(throws: SQLiteError.self) { try reader.run("INSERT INTO item VALUES ('b')") }
    }

    @Test func `a reader keeps its view for the length of its transaction`() throws {
        let reader = try Connection(.file(path), readOnly: true)
        try reader.transaction(.deferred) {
            #expect(try names(reader) == [])
            try db.run("INSERT INTO item VALUES ('a')")
            #expect(try names(reader) == [])
        }
        #expect(try names(reader) == ["a"])
    }

    @Test func `what is committed is there when the file is opened again`() throws {
        do {
            let first = try Connection(.file(path))
            try first.transaction { try first.run("INSERT INTO item VALUES ('a')") }
        }
        #expect(try names(Connection(.file(path))) == ["a"])
    }

    /// The process may end without closing: what it leaves is the file and its log, as they are at that moment.
    @Test func `what is committed survives an end without closing, and nothing else does`() throws {
        try db.transaction { try db.run("INSERT INTO item VALUES ('a')") }
        let left = folder.file("left.db")
        try db.transaction {
            try db.execute("PRAGMA cache_spill = 1; PRAGMA cache_size = 1")
            for number in 0..<2000 { try db.run("INSERT INTO item VALUES (?)", "open \(number)") }
            for end in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + end, toPath: left + end) }
        }
        #expect(try names(Connection(.file(left))) == ["a"])
    }

    @Test func `a second writer waits, and says busy when that takes too long`() throws {
        let other = try Connection(.file(path))
        try other.execute("PRAGMA busy_timeout = 20")
        try db.transaction {
            let error = #expect(throws: SQLiteError.self) { try other.transaction { 1 } }
            #expect(error?.isBusy == true)
        }
        #expect(try other.transaction { 1 } == 1)
    }

    @Test func `a backup is a whole database of its own`() throws {
        try db.run("INSERT INTO item VALUES ('a')")
        let copy = folder.file("copy.db")
        try db.backup(to: copy)
        try db.run("INSERT INTO item VALUES ('b')")
        #expect(try names(Connection(.file(copy))) == ["a"])
        try db.backup(to: copy)
        #expect(try names(Connection(.file(copy), readOnly: true)) == ["a", "b"])
        #expect(throws: SQLiteError.self) { try db.backup(to: folder.file("none/copy.db")) }
    }

    @Test func `a snapshot of a file goes into memory and back`() throws {
        try db.run("INSERT INTO item VALUES ('a')")
        let memory = try Connection(.memory)
        try memory.deserialize(db.serialize())
        #expect(try names(memory) == ["a"])
        try memory.run("INSERT INTO item VALUES ('b')")
        try db.deserialize(memory.serialize())
        #expect(try names(db) == ["a", "b"])
        #expect(try db.row("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try names(Connection(.file(path))) == ["a", "b"])
    }
}
