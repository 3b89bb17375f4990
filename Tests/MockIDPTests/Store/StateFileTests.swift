import Foundation
import HTTPServer
import JSON
import MockIDPTestKit
import SQLite
import Testing

@testable import MockIDP

/// The file of a server's state: which are taken, how they begin and how they are left.
@Suite struct StateFileTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("state.db")
    }

    private func contents() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        return try names.reduce(into: [:]) { $0[$1] = try Data(contentsOf: folder.url.appendingPathComponent($1)) }
    }

    private func open(admin: String = "admin") async throws -> Services {
        var settings = Settings()
        settings.databaseFile = path
        settings.adminUsername = admin
        return try await Services.open(settings, time: .system, ids: Identifiers())
    }

    private func administrators(_ services: Services) async throws -> [String] {
        try await services.store.read { (tx) throws in
            try tx.users(in: tx.realm(named: "master")?.id ?? "", UserQuery()).map(\.username)
        }
    }

    /// What is not ours, by what makes it.
    private static let foreign: [(name: String, sql: String)] = [
        ("a table of its own", "CREATE TABLE item (name TEXT); INSERT INTO item VALUES ('a')"),
        ("a log of its own", "PRAGMA journal_mode = WAL; CREATE TABLE item (name TEXT)"),
        ("a table named realm", "CREATE TABLE realm (id TEXT)"),
        ("migrations of another kind", "CREATE TABLE applied_migration (id TEXT)"),
        ("another program's mark", "PRAGMA application_id = 7; CREATE TABLE item (name TEXT)"),
        ("nothing but a mark", "PRAGMA application_id = 7"),
        ("nothing but a version", "PRAGMA user_version = 7"),
    ]

    @Test(arguments: foreign.indices)
    func `another program's database is left untouched`(_ index: Int) async throws {
        let connection = try Connection(.memory)
        try connection.execute(Self.foreign[index].sql)
        try connection.backup(to: path)
        if Self.foreign[index].sql.contains("WAL") { try switchToLog() }
        try await expectRefusal("another program")
    }

    private func switchToLog() throws { try Connection(.file(path)).close() }

    @Test(arguments: ["hello", String(repeating: "no database ", count: 1000), "SQLite format 3\0 or so"])
    func `what is no database is left untouched`(_ text: String) async throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try await expectRefusal("is no SQLite database")
    }

    @Test func `a state without its master realm is left untouched`() async throws {
        try await change("DELETE FROM realm")
        try await expectRefusal("no realm 'master'")
    }

    @Test(arguments: ["client_session", "credential", "hidden_realm", "realm"])
    func `a state that lacks a table is left untouched`(_ table: String) async throws {
        try await change("PRAGMA foreign_keys = OFF; DROP TABLE \(table)")
        try await expectRefusal("not a whole state")
    }

    @Test func `a state of a later version is left untouched`() async throws {
        try await change("INSERT INTO applied_migration VALUES (99, 'later', 'x')", places: true)
        try await expectRefusal("later version")
    }

    /// Changes a state behind our back.
    private func change(_ sql: String, places: Bool = false) async throws {
        let services = try await open()
        await services.store.close()
        let connection = try Connection(.file(path))
        let sql = places ? sql.replacingOccurrences(of: "99", with: String(schema.count)) : sql
        try connection.execute(sql)
        connection.close()
    }

    private func expectRefusal(_ sentence: String) async throws {
        let before = try contents()
        var refusal = "taken"
        do { _ = try await open() } catch { refusal = "\(error)" }
        #expect(refusal.hasPrefix(path) && refusal.contains(sentence), "\(refusal)")
        #expect(try contents() == before)
    }

    @Test(arguments: [true, false])
    func `a state from before states were marked is taken and marked`(_ wasKilled: Bool) async throws {
        var services: Services? = try await open(admin: "boss")
        try await services?.store.write { (tx) throws in
            try tx.db.execute("PRAGMA application_id = 0; PRAGMA user_version = 0")
        }
        if wasKilled {
            for end in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + end, toPath: folder.path("left.db") + end)
            }
        }
        await services?.store.close()
        services = nil
        if wasKilled {
            for end in ["", "-wal"] {
                try? FileManager.default.removeItem(atPath: path + end)
                try FileManager.default.moveItem(atPath: folder.path("left.db") + end, toPath: path + end)
            }
        }
        let again = try await open()
        #expect(try await administrators(again) == ["boss"])
        let mark = try await again.store.read { try $0.db.applicationID() }
        #expect(mark == StateFile.applicationID)
    }

    @Test func `one server has the file`() async throws {
        let services = try await open()
        let error = await #expect(throws: DatabaseFileError.self) { try await open() }
        #expect(error?.reason == .inUse)
        let reader = try Connection(.file(path), readOnly: true)
        #expect(try reader.row("SELECT count(*) FROM realm") { $0.int(0) } == 1)
        withExtendedLifetime(services) {}
    }

    @Test func `a first start that was killed leaves nothing, and the next one works`() async throws {
        let draft = try Connection(.memory)
        try draft.deserialize(BuiltIn.state)
        // What a kill leaves in the middle of the one transaction that fills the file.
        let target = try Connection(.file(folder.path("first.db")))
        try target.execute(
            "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; CREATE TABLE filler (x TEXT); DROP TABLE filler")
        try target.transaction {
            try target.execute("CREATE TABLE part (x TEXT)")
            for _ in 1...200 { try target.run("INSERT INTO part VALUES (?)", String(repeating: "x", count: 3000)) }
            for end in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: folder.path("first.db") + end, toPath: path + end)
            }
        }
        #expect(try await administrators(open(admin: "boss")) == ["boss"])
    }

    @Test func `the state's first commit has the administrator in it`() async throws {
        let services = try await open(admin: "boss")
        #expect(try await administrators(services) == ["boss"])
        await services.store.close()
        #expect(try await administrators(open(admin: "other")) == ["boss"])
    }

    @Test func `a server that stops leaves one file with everything in it`() async throws {
        try await withMockIDP(realms: [Realm("kept")], { $0.databaseFile = path }) { (idp) async throws in
            #expect(try await idp.services.store.read { try $0.realm(named: "kept") } != nil)
        }
        #expect(try contents().keys.sorted() == ["state.db"])
        let copy = folder.path("copy.db")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(try await Store(.file(copy)).read { try $0.realm(named: "kept") } != nil)
    }

    @Test func `a server that stops while another program reads leaves everything in its file`() async throws {
        let services = try await open()
        try await services.createRealm(from: RealmRepresentation(["realm": "kept"]))
        let reader = try Connection(.file(path), readOnly: true)
        #expect(try reader.row("SELECT count(*) FROM realm") { $0.int(0) } == 2)
        await services.store.close()
        let copy = folder.path("copy.db")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(try Connection(.file(copy)).row("SELECT count(*) FROM realm") { $0.int(0) } == 2)
        reader.close()
    }

    @Test func `what could not be written into the file is told when a server stops`() async throws {
        let services = try await open()
        let reader = try Connection(.file(path), readOnly: true)
        try reader.execute("BEGIN")
        #expect(try reader.row("SELECT count(*) FROM realm") { $0.int(0) } == 1)
        try await services.createRealm(from: RealmRepresentation(["realm": "late"]))
        #expect(await services.store.close() == path + "-wal")
        reader.close()
        #expect(await (try open()).store.close() == nil)
    }

    @Test func `nothing is written into a file that was moved, removed or replaced`() async throws {
        let services = try await open()
        let elsewhere = folder.path("elsewhere.db")
        try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
        for isReplaced in [false, true] {
            if isReplaced { try "".write(toFile: path, atomically: true, encoding: .utf8) }
            let error = await #expect(throws: DatabaseFileError.self) { try await services.store.write { _ in } }
            #expect(error?.reason == .moved && error?.isOfDatabaseFile == true)
            // More of them than there are connections: no one waits for one that could not be opened.
            let answered = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask { (try? await services.store.read { try $0.realm(named: "master") != nil }) ?? false }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(answered == 0)
        }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: elsewhere, toPath: path)
        #expect(try await services.store.write { try $0.realm(named: "master") != nil })
        await services.store.close()
    }

    @Test func `a name that means memory to SQLite is a file here`() throws {
        defer { try? FileManager.default.removeItem(atPath: ":memory:") }
        let file = try StateFile(":memory:")
        #expect(file.isNew && file.file.path == "./:memory:")
        #expect(FileManager.default.fileExists(atPath: ":memory:"))
    }

    @Test func `an empty name is none`() throws {
        #expect(try Settings(arguments: ["--db", ""], environment: [:]).databaseFile == nil)
        #expect(try Settings(arguments: ["--db="], environment: ["MOCKIDP_DB": "x"]).databaseFile == nil)
        #expect(try Settings(arguments: [], environment: ["MOCKIDP_DB": ""]).databaseFile == nil)
    }
}
