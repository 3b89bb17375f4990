import JSON
import Testing

@testable import MockIDP

struct StoredClientTests {
    @Test func `a client is found by id and by clientId, in its realm only`() async throws {
        let realm = try await TestRealm()
        let client = realm.client("web", ["name": "Web", "defaultClientScopes": ["profile"], "secret": .null])
        try await realm.store.write { try $0.insert(client) }
        try await realm.store.read { (tx) throws in
            let found = try #require(try tx.client(clientId: "web", in: realm.id))
            #expect(try tx.client(id: client.id, in: realm.id) == found)
            #expect(found.document.document == ["id": "client-web", "name": "Web", "clientId": "web"])
            #expect(try tx.client(id: client.id, in: "other") == nil)
        }
    }

    @Test func `two clients of a realm cannot have one clientId`() async throws {
        let realm = try await TestRealm()
        var twin = realm.client("web")
        try await realm.store.write { try $0.insert(twin) }
        twin = ClientRecord(id: "another", realmID: realm.id, document: twin.document)
        let error = await #expect(throws: (any Error).self) { try await realm.store.write { try $0.insert(twin) } }
        #expect(error?.isConflict == true)
    }

    @Test func `listings go by clientId, and search, attributes and pages narrow them`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.client("b_web", ["attributes": ["team": "red"]]))
            try tx.insert(realm.client("a-web", ["attributes": ["team": "blue"]]))
            try tx.insert(realm.client("job"))
        }
        func found(_ query: ClientQuery) async throws -> [String] {
            try await realm.store.read { try $0.clients(in: realm.id, query).map(\.clientId) }
        }
        #expect(try await found(ClientQuery()) == ["a-web", "b_web", "job"])
        #expect(try await found(ClientQuery(clientId: "WEB", search: true)) == ["a-web", "b_web"])
        #expect(try await found(ClientQuery(clientId: "_", search: true)) == ["b_web"])
        #expect(try await found(ClientQuery(clientId: "web")) == [])
        #expect(try await found(ClientQuery(q: [("team", "red")])) == ["b_web"])
        #expect(try await found(ClientQuery(first: 1, max: 1)) == ["b_web"])
    }

    @Test func `with a client go its roles, its service account and its sessions`() async throws {
        let realm = try await TestRealm()
        let (client, user) = (realm.client("web"), realm.user("alice"))
        try await realm.store.write { (tx) throws in
            try tx.insert(client)
            try tx.insert(user)
            try tx.insert(realm.role("reader", ofClient: client.id))
            try tx.insert(realm.user("service-account-web", serviceAccountOf: client.id))
            try tx.insert(realm.session("s", of: user))
            try tx.insert(ClientSessionRecord(sessionID: "s", clientID: client.id, started: 1, lastAccess: 1))
            try tx.delete(client)
        }
        try await realm.store.read { (tx) throws in
            #expect(try tx.role(id: "role-reader", in: realm.id) == nil)
            #expect(try tx.countUsers(in: realm.id, UserQuery(includesServiceAccounts: true)) == 1)
            #expect(try tx.clientSessions(ofSession: "s").isEmpty)
            #expect(try tx.userSession(id: "s", in: realm.id) != nil)
        }
    }

    @Test func `a scope is default or optional, never both`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.client("web"))
            for name in ["profile", "email"] {
                try tx.insert(realm.scope(name))
                try tx.assign(scope: "scope-" + name, toClient: "client-web", isDefault: true)
                try tx.assignDefault(scope: "scope-" + name, inRealm: realm.id, isDefault: false)
            }
            try tx.assign(scope: "scope-profile", toClient: "client-web", isDefault: false)
        }
        try await realm.store.read { (tx) throws in
            #expect(try tx.clientScopes(ofClient: "client-web", isDefault: true).map(\.name) == ["email"])
            #expect(try tx.clientScopeNames(ofClient: "client-web", isDefault: false) == ["profile"])
            #expect(
                try tx.defaultClientScopes(ofRealm: realm.id, isDefault: false).map(\.name) == ["profile", "email"])
        }
    }
}
