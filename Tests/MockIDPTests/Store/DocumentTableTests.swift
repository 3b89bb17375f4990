import JSON
import Testing

@testable import MockIDP

/// What the tables of documents share; what one of them does besides is in the tests of its records.
struct DocumentTableTests {
    @Test func `what is a document of a realm is found in it, changed and removed, each time with a new version`()
        async throws
    {
        let realm = try await TestRealm()
        try await lives(realm.client("web"), in: realm) { $0.document.enabled = false }
        try await lives(realm.scope("email"), in: realm) { $0.document.description = "Addresses" }
        try await lives(
            ComponentRecord(id: "c", realmID: realm.id, document: .init(["name": "keys"])), in: realm
        ) { $0.document.providerId = "rsa" }
        try await lives(FlowRecord(id: "f", realmID: realm.id, document: .init(["alias": "login"])), in: realm) {
            $0.document.alias = "logins"
        }
        try await lives(
            AuthenticatorConfigRecord(id: "a", realmID: realm.id, document: .init(["alias": "otp"])), in: realm
        ) { $0.document.config = ["digits": "8"] }
        try await lives(
            RequiredActionRecord(id: "r", realmID: realm.id, document: .init(["alias": "VERIFY_EMAIL"])), in: realm
        ) { $0.document.enabled = true }
    }

    @Test func `columns beside the document are kept, and those that say where a record is stay`() async throws {
        let realm = try await TestRealm()
        let (client, staff) = (realm.client("web"), realm.group("staff"))
        let flows = ["top", "sub"].map { FlowRecord(id: $0, realmID: realm.id, document: .init(["alias": "\($0)"])) }
        try await realm.store.write { tx in
            try tx.insert(client)
            try tx.insert(staff)
            try flows.forEach(tx.insert)
        }
        try await lives(realm.role("reader", ofClient: client.id), in: realm) { $0.document.name = "writer" }
        try await lives(realm.group("web", under: staff), in: realm) { $0.document.name = "shop" }
        try await lives(
            ExecutionRecord(id: "e", realmID: realm.id, flowID: "top", priority: 10, document: .init()), in: realm
        ) { ($0.priority, $0.document.priority) = (20, 20) }
        try await lives(realm.user("robot", serviceAccountOf: client.id), in: realm) { $0.document.username = "droid" }
    }

    @Test func `users and their credentials leave the realm's version as it is`() async throws {
        let realm = try await TestRealm()
        let alice = realm.user("alice")
        try await realm.store.write { try $0.insert(alice) }
        try await lives(realm.user("bob"), in: realm, touching: false) { $0.document.firstName = "Bob" }
        try await lives(
            CredentialRecord(id: "p", userID: alice.id, document: .init(["type": "password"])), of: alice.id, in: realm,
            touching: false
        ) { $0.priority = 20 }
    }

    /// Inserts a record, changes it and removes it.
    private func lives<Record: StoredRecord & Equatable>(
        _ record: Record, of owner: String? = nil, in realm: TestRealm, touching: Bool = true,
        _ change: (inout Record) -> Void
    ) async throws {
        func found(in owner: String? = owner) async throws -> Record? {
            try await realm.store.read { try $0.find(record.id, in: owner ?? realm.id) }
        }
        func write(_ body: (Transaction) throws -> Void) async throws {
            let version = realm.store.version(ofRealm: realm.id)
            try await realm.store.write(body)
            #expect((realm.store.version(ofRealm: realm.id) > version) == touching)
        }
        try await write { try $0.insert(record) }
        var other = try #require(try await found())
        change(&other)
        #expect(try await found() != other)
        try await write { try $0.update(other) }
        #expect(try await found() == other)
        #expect(try await found(in: "elsewhere") == nil)
        try await write { try $0.delete(other) }
        #expect(try await found() == nil)
    }
}
