import Crypto
import Foundation
import JSON
import Testing

@testable import MockIDP

struct LargeRealmTests {
    /// A realm that takes more than one transaction to write.
    private func large(_ name: String = "large", last: JSONObject = ["username": "last"]) -> RealmRepresentation {
        var users = (0..<4000).map { JSONValue.object(["username": .string("user\($0)"), "enabled": true]) }
        users.append(.object(last))
        return RealmRepresentation(["realm": .string(name), "enabled": true, "users": .array(users)])
    }

    @Test func `a large realm is seen when it is complete, never a part of it`() async throws {
        let lab = try await ImportLab()
        let (idp, document) = (lab.idp, large())
        async let made = idp.createRealm(from: document)
        var sights: Set<Int> = []
        for _ in 0..<200 {
            let count = try await lab.read { tx in
                try tx.realm(named: "large").map { try tx.users(in: $0.id, UserQuery()).count }
            }
            if let count { sights.insert(count) }
            await Task.yield()
        }
        let realm = try #require(await made)
        #expect(sights.isSubset(of: [4001]))
        #expect(try await lab.read { try $0.users(in: realm.id, UserQuery()).count } == 4001)
        #expect(try await lab.read { try $0.hiddenRealms() }.isEmpty)
    }

    @Test func `while a realm is out of sight its name is taken`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "half"])
        try await lab.store.write { try $0.hide(realm) }
        try await lab.read { (tx) throws in
            #expect(try tx.realm(named: "half") == nil)
            #expect(try tx.realm(id: realm.id) == nil)
            #expect(try tx.realms().map(\.name) == ["master"])
            #expect(try tx.isRealmNameTaken("half"))
        }
        let error = await #expect(throws: (any Error).self) { try await lab.create(["realm": "half"]) }
        #expect(error?.isConflict == true)
    }

    @Test func `a large realm that fails at its last user leaves nothing`() async throws {
        let lab = try await ImportLab()
        await #expect(throws: (any Error).self) {
            try await lab.idp.createRealm(from: self.large(last: ["username": "user0"]))
        }
        try await lab.read { (tx) throws in
            #expect(try !tx.isRealmNameTaken("large"))
            #expect(try tx.hiddenRealms().isEmpty)
        }
        #expect(try await lab.idp.createRealm(from: large()) != nil)
    }

    @Test func `a large realm is removed with all that is in it`() async throws {
        let lab = try await ImportLab()
        try await lab.idp.createRealm(from: large())
        try await lab.idp.removeRealm { try #require(try $0.realm(named: "large")) }
        try await lab.read { (tx) throws in
            #expect(try !tx.isRealmNameTaken("large"))
            #expect(try tx.hiddenRealms().isEmpty)
        }
        #expect(try await lab.idp.createRealm(from: large()) != nil, "its name and the ids are free again")
    }

    @Test func `the roles of a user go by the thousand, before the user`() async throws {
        let names = (0..<2500).map { JSONValue.string("r\($0)") }
        let lab = try await ImportLab()
        let realm = try await lab.create([
            "realm": "large", "roles": ["realm": .array(names.map { ["name": $0] })],
            "users": [["username": "u", "realmRoles": .array(names)]],
        ])
        try await lab.store.write { (tx) throws in
            let sql = "SELECT count(*) FROM role_of_user JOIN user ON user.id = user_id WHERE realm_id = ?"
            let count = try tx.count(sql, [realm.id])
            #expect(try count >= 2500 && tx.removeSome(ofRealm: realm.id))
            #expect(try tx.count(sql, [realm.id]) == count - 1000)
            #expect(try tx.removeRealm(id: realm.id))
        }
        #expect(try await lab.read { try !$0.isRealmNameTaken("large") })
    }

    @Test func `what the end of a process left of a realm is removed at the next start`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID()).sqlite").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = Settings()
        settings.databaseFile = path
        do {
            let services = try await Services.open(settings, time: .system, ids: Identifiers())
            let realm = try #require(await services.createRealm(from: RealmRepresentation(["realm": "half"])))
            try await services.store.write { try $0.hide(realm) }
            #expect(try await services.store.read { try $0.realm(named: "half") } == nil)
            await services.store.close()
        }
        let services = try await Services.open(settings, time: .system, ids: Identifiers())
        try await services.store.read { (tx) throws in
            #expect(try !tx.isRealmNameTaken("half"))
            #expect(try tx.hiddenRealms().isEmpty)
        }
    }

    @Test func `realms made at the same time have keys of their own`() async throws {
        let lab = try await ImportLab()
        let ids = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try await lab.idp.createRealm(from: RealmRepresentation(["realm": .string("r\(number)")]))?.id
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
        }
        let keys = try await lab.read { tx in
            try ids.flatMap { try tx.components(in: $0, type: RealmKeys.providerType) }
                .compactMap { $0.document[\.config, "privateKey"]?.first }
        }
        #expect(keys.count == 24)
        #expect(Set(keys).count == 24)
    }

    @Test func `the keys that ship are all different, and are keys`() throws {
        let pairs = (0..<ShippedKey.count).map { Array(BuiltIn.rsaPrimes.dropFirst(256 * $0).prefix(256)) }
        #expect(Set(pairs.flatMap { [$0.prefix(128), $0.suffix(128)] }).count == 2 * pairs.count)
        for index in [0, 11, 12, ShippedKey.count - 1] {
            let key = try PrivateKey(rsa: ShippedKey.numbers(index))
            #expect(key.kind == .rsa(bits: 2048))
            let signature = try key.sign([1], .rs256)
            #expect(key.publicKey.verify(signature, of: [1], .rs256))
        }
    }

    @Test func `once no shipped key is left, fresh ones are made`() async throws {
        let pool = KeyPool(shipped: ShippedKey.count - 1..<ShippedKey.count)
        let last = try await pool.rsa()
        let fresh = try await pool.rsa()
        #expect(last != fresh)
        #expect(pool.shippedKeysTaken == ShippedKey.count)
    }
}
