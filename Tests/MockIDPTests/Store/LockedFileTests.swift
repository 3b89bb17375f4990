import Foundation
import HTTPServer
import JSON
import MockIDPTestKit
import SQLite
import Testing

@testable import MockIDP

/// Another program at the file, and a disk without room.
@Suite struct LockedFileTests {
    let folder: TemporaryFolder
    let path: String
    let store: Store

    init() async throws {
        folder = try TemporaryFolder()
        path = folder.path("state.db")
        store = try Store(StateFile(path), startingFrom: Store(startingFrom: BuiltIn.state), patience: 30)
    }

    @Test func `while another program has the lock, writes wait and then fail, and reads go on`() async throws {
        let other = try Connection(.file(path))
        try other.execute("BEGIN IMMEDIATE")
        var hasRun = false
        let error = await #expect(throws: SQLiteError.self) { try await store.write { _ in hasRun = true } }
        #expect(error?.isBusy == true && error?.isOfDatabaseFile == true)
        #expect(!hasRun)
        #expect(error?.description.contains(path) == true)
        #expect(try await store.read { try $0.realms().count } == 1)
        try other.execute("COMMIT")
        #expect(try await store.write { try $0.realms().count } == 1)
    }

    @Test func `a write waits for the lock and then runs once`() async throws {
        let patient = folder.path("patient.db")
        let store = try Store(StateFile(patient), startingFrom: Store(startingFrom: BuiltIn.state))
        let other = try Connection(.file(patient))
        try other.execute("BEGIN IMMEDIATE")
        async let count = store.write { tx in try tx.realms().count }
        #expect(try await store.read { try $0.realms().count } == 1)
        try other.execute("COMMIT")
        #expect(try await count == 1)
    }

    @Test func `a full disk is a clear 503, and the server goes on`() async throws {
        let lines = Lines()
        let services = Services(
            store: store, time: .system, ids: Identifiers(), keyPool: KeyPool(),
            settings: Settings())
        let answer = Answer(services, log: Log { lines.add($0) })
        try await store.write { try $0.db.execute("PRAGMA max_page_count = 1") }
        let route = Route(method: "GET", pattern: "/full") { request in
            try await request.idp.store.write { (tx) throws in
                let realm = try #require(try tx.realm(named: "master"))
                for count in 1...1000 {
                    var user = UserRepresentation(["username": .string("u\(count)")])
                    user.attributes = ["x": [String(repeating: "secret", count: 2000)]]
                    try tx.insert(UserRecord(id: "u\(count)", realmID: realm.id, document: user))
                }
            }
            return Reply(status: 200)
        }
        let call = Call(method: .get, target: "/full", headers: Headers([]), body: [])
        let reply = await answer.run(route, Request(call: call, idp: services, parameters: []))
        #expect(reply.status == 503)
        #expect(reply.headers.contains { $0.0 == "Retry-After" })
        #expect(lines.all.count == 1 && lines.all[0].contains(path) && !lines.all[0].contains("secretsecret"))
        #expect(try await store.read { try $0.realms().count } == 1)
        try await store.write { try $0.db.execute("PRAGMA max_page_count = 1000000") }
        try await store.write { (tx) throws in
            let realm = try #require(try tx.realm(named: "master"))
            #expect(try tx.user(id: "u1", in: realm.id) == nil)
        }
    }

    @Test func `a document that cannot be read neither shows what is in it nor hides the others`() async throws {
        let broken =
            Array(#"{"realm":"broken","smtpServer":{"password":"classified"},"x":""#.utf8) + [0xFF, 0x22, 0x7D]
        _ = try await store.write { (tx) throws in
            try tx.run("INSERT INTO realm (id, document) VALUES ('broken', CAST(? AS TEXT))", [broken])
        }
        let error = await #expect(throws: StoreError.self) { try await store.read { try $0.realm(named: "broken") } }
        let sentence = error.map { "\($0)" } ?? ""
        #expect(sentence.contains("FROM realm") && !sentence.contains("classified"))
        #expect(try await store.read { try $0.realms().map(\.name) } == ["master"])
        await store.close()
        var settings = Settings()
        settings.databaseFile = path
        let services = try await Services.open(settings, time: .system, ids: Identifiers())
        #expect(try await services.store.read { try $0.realms().count } == 1)
    }
}

/// What was logged. `@unchecked Sendable`: guarded by the lock.
private final class Lines: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
}
