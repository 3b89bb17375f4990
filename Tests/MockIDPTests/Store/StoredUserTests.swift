import JSON
import Testing

@testable import MockIDP

struct StoredUserTests {
    @Test func `names and addresses are found in any case`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { try $0.insert(realm.user("Alice", ["email": "Alice@Example.com"])) }
        try await realm.store.read { (tx) throws in
            let user = try #require(try tx.user(username: "ALICE", in: realm.id))
            #expect(user.username == "alice")
            #expect(try tx.user(email: "aLICE@example.COM", in: realm.id) == user)
            #expect(user.email == "alice@example.com")
        }
    }

    @Test func `an address is unique unless the realm allows several`() async throws {
        let realm = try await TestRealm()
        let (one, two) = (realm.user("a", ["email": "x@y.z"]), realm.user("b", ["email": "X@y.z"]))
        try await realm.store.write { try $0.insert(one) }
        let error = await #expect(throws: (any Error).self) { try await realm.store.write { try $0.insert(two) } }
        #expect(error?.isConflict == true)
        try await realm.store.write { (tx) throws in
            var record = try #require(try tx.realm(id: realm.id))
            record.document.duplicateEmailsAllowed = true
            try tx.update(record)
            try tx.insert(two)
            try tx.insert(realm.user("c"))
            try tx.insert(realm.user("d", ["email": ""]))
            #expect(try tx.user(email: "x@y.z", in: realm.id)?.username == "a")
        }
    }

    @Test func `queries match as Keycloak's do`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.client("web"))
            try tx.insert(
                realm.user(
                    "alice",
                    [
                        "firstName": "Alice", "lastName": "Smith", "email": "alice@example.com", "enabled": true,
                        "emailVerified": true, "attributes": ["team": ["red", "blue"]],
                        "federatedIdentities": [["identityProvider": "github", "userId": "1"]],
                    ]))
            try tx.insert(realm.user("bob_x", ["firstName": "Bob", "lastName": "Alison", "enabled": false]))
            try tx.insert(realm.user("service-account-web", serviceAccountOf: "client-web"))
        }
        func found(_ query: UserQuery) async throws -> [String] {
            try await realm.store.read { (tx) throws in
                let users = try tx.users(in: realm.id, query).map(\.username)
                #expect(try tx.countUsers(in: realm.id, query) == users.count)
                return users
            }
        }
        #expect(try await found(UserQuery()) == ["alice", "bob_x"])
        #expect(try await found(UserQuery(search: "ali")) == ["alice", "bob_x"])
        #expect(try await found(UserQuery(search: "smi ALI")) == ["alice"])
        #expect(try await found(UserQuery(search: "mith")) == [])
        #expect(try await found(UserQuery(search: "*mith")) == ["alice"])
        #expect(try await found(UserQuery(search: "\"alice\"")) == ["alice"])
        #expect(try await found(UserQuery(username: "LIC")) == ["alice"])
        #expect(try await found(UserQuery(username: "lic", exact: true)) == [])
        #expect(try await found(UserQuery(username: "b_")) == ["bob_x"])
        #expect(try await found(UserQuery(lastName: "smith", exact: true)) == ["alice"])
        #expect(try await found(UserQuery(enabled: false)) == ["bob_x"])
        #expect(try await found(UserQuery(emailVerified: false)) == ["bob_x"])
        #expect(try await found(UserQuery(q: [("team", "blue")])) == ["alice"])
        #expect(try await found(UserQuery(idpAlias: "github", idpUserId: "1")) == ["alice"])
        #expect(try await found(UserQuery(includesServiceAccounts: true)).count == 3)
    }

    @Test func `an enormous search is answered like any other`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { try $0.insert(realm.user("alice")) }
        let queries = [
            UserQuery(search: String(repeating: "a", count: 60_000)),
            UserQuery(search: String(repeating: "z ", count: 30_000)),
            UserQuery(username: String(repeating: "%", count: 60_000)),
            UserQuery(q: (0..<5000).map { ("k\($0)", "v") }),
        ]
        for query in queries {
            #expect(try await realm.store.read { try $0.users(in: realm.id, query) }.isEmpty)
        }
    }

    @Test func `credentials come in their order, and a password is never stored in plain text`() async throws {
        let realm = try await TestRealm()
        let user = realm.user("alice")
        try await realm.store.write { (tx) throws in
            try tx.insert(user)
            let otp: JSONObject = ["type": "otp", "secretData": "{}"]
            let password: JSONObject = ["type": "password", "secretData": "{}", "value": "hush"]
            try tx.insert(CredentialRecord(id: "2", userID: user.id, document: .init(otp), priority: 20))
            try tx.insert(CredentialRecord(id: "1", userID: user.id, document: .init(password), priority: 10))
        }
        try await realm.store.read { (tx) throws in
            let credentials = try tx.credentials(ofUser: user.id)
            #expect(credentials.map(\.id) == ["1", "2"])
            #expect(credentials.first?.document.document == ["id": "1", "type": "password", "secretData": "{}"])
            #expect(try tx.credentialTypes(ofUser: user.id) == ["otp", "password"])
        }
    }
}
