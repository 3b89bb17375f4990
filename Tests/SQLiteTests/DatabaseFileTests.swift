import Foundation
import SQLite
import Testing

@Suite struct DatabaseFileTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("what? 100% #1.db")
    }

    private func reason(_ path: String) throws -> DatabaseFileError.Reason {
        try #require(#expect(throws: DatabaseFileError.self) { try DatabaseFile(path) }).reason
    }

    @Test func `a file is taken by one at a time`() throws {
        var first: DatabaseFile? = try DatabaseFile(path)
        #expect(try reason(path) == .inUse)
        withExtendedLifetime(first) {}
        first = nil
        _ = try DatabaseFile(path)
    }

    @Test func `a copy of the descriptor, which a child has that is being started, does not keep the file`() throws {
        let file = try DatabaseFile(path)
        var (own, other) = (stat(), stat())
        try #require(stat(path, &own) == 0)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").compactMap { Int32($0) }
        let copies = open.filter { fstat($0, &other) == 0 && other.st_ino == own.st_ino }.map { dup($0) }
        defer { for copy in copies { close(copy) } }
        #expect(copies.count == 1)
        file.release()
        _ = try DatabaseFile(path)
    }

    @Test func `whoever uses the database neither meets the lock nor loses it`() throws {
        let file = try DatabaseFile(path)
        for _ in 1...2 {
            let connection = try Connection(.file(path))
            try connection.execute("CREATE TABLE IF NOT EXISTS item (name TEXT) STRICT; INSERT INTO item VALUES ('a')")
            connection.close()
            #expect(try reason(path) == .inUse)
        }
        withExtendedLifetime(file) {}
    }

    @Test func `what can be no database file is refused with its name`() throws {
        #expect(try reason(folder.url.path) == .isFolder)
        #expect(try reason(folder.file("none/state.db")) == .noFolder)
        #expect(try reason("/dev/null") == .notRegular)
        let error = #expect(throws: DatabaseFileError.self) { try DatabaseFile(folder.url.path) }
        #expect(error?.description.hasPrefix(folder.url.path) == true)
    }

    @Test func `looking sees everything and changes nothing, whatever was interrupted`() throws {
        for isLogged in [true, false] {
            let left = folder.file(isLogged ? "logged.db" : "journalled.db")
            do {
                let connection = try Connection(.file(path))
                try connection.execute("DROP TABLE IF EXISTS item; CREATE TABLE item (name TEXT) STRICT")
                try connection.execute("PRAGMA journal_mode = \(isLogged ? "WAL" : "DELETE"); PRAGMA cache_size = 1")
                try connection.transaction {
                    for count in 1...200 {
                        try connection.run("INSERT INTO item VALUES (?)", String(repeating: "x", count: 3000 + count))
                    }
                    if !isLogged { try copyAll(to: left) }
                }
                if isLogged { try copyAll(to: left) }
            }
            let before = try contents()
            let count = try DatabaseFile(left).look { try $0.row("SELECT count(*) FROM item") { $0.int(0) } }
            #expect(count == (isLogged ? 200 : 0))
            #expect(try contents() == before)
        }
        #expect(try DatabaseFile(folder.file("new.db")).look { _ in true } == nil)
    }

    private func copyAll(to left: String) throws {
        for end in ["", "-wal", "-journal"] where FileManager.default.fileExists(atPath: path + end) {
            try FileManager.default.copyItem(atPath: path + end, toPath: left + end)
        }
    }

    private func contents() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        return try names.reduce(into: [:]) { $0[$1] = try Data(contentsOf: folder.url.appending(path: $1)) }
    }

    @Test func `closing leaves one file alone`() throws {
        let connection = try Connection(.file(path))
        let reader = try Connection(.file(path), readOnly: true)
        try connection.execute("CREATE TABLE item (name TEXT) STRICT; INSERT INTO item VALUES ('a')")
        #expect(try reader.row("SELECT name FROM item") { $0.text(0) } == "a")
        #expect(try contents().count == 3)
        reader.close()
        connection.close()
        #expect(try contents().count == 1)
        #expect(try Connection(.file(path)).row("SELECT name FROM item") { $0.text(0) } == "a")
        #expect(throws: SQLiteError.self) { try connection.run("DELETE FROM item") }
        #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM item") }
    }

    @Test func `a failure of the file names it and says what to do`() throws {
        let connection = try Connection(.file(path))
        try connection.execute("CREATE TABLE item (name TEXT) STRICT; PRAGMA max_page_count = 1")
        let error = #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO item VALUES (?)", String(repeating: "secret", count: 5000))
        }
        let sentence = try #require(error).description
        #expect(error?.isOfFile == true)
        #expect(sentence.contains(path) && sentence.contains("Make room") && !sentence.contains("secret"))
        #expect(try connection.row("SELECT count(*) FROM item") { $0.int(0) } == 0)
    }
}
