import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

struct StoredSessionTests {
    @Test func `an offline session has the id of the one it was made from`() async throws {
        let realm = try await TestRealm()
        let user = realm.user("alice")
        try await realm.store.write { (tx) throws in
            try tx.insert(user)
            try tx.insert(realm.client("web"))
            try tx.insert(realm.session("s", of: user))
            try tx.insert(realm.session("s", of: user, offline: true))
            try tx.insert(
                ClientSessionRecord(
                    sessionID: "s", clientID: "client-web", started: 1, lastAccess: 2, offline: true,
                    notes: ["scope": "openid"]))
        }
        try await realm.store.write { (tx) throws in
            #expect(try tx.userSession(id: "s", in: realm.id) == realm.session("s", of: user))
            #expect(try tx.clientSession(sessionID: "s", clientID: "client-web") == nil)
            var joined = try #require(try tx.clientSession(sessionID: "s", clientID: "client-web", offline: true))
            joined.lastAccess = 9
            try tx.update(joined)
            #expect(try tx.userSessions(ofClient: "client-web", offline: true).map(\.id) == ["s"])
            #expect(try tx.countUserSessions(ofClient: "client-web") == 0)
            try tx.delete(realm.session("s", of: user))
            #expect(try tx.clientSessions(ofSession: "s", offline: true) == [joined])
            try tx.deleteUserSessions(ofUser: user.id, offline: true)
            #expect(try tx.clientSessions(ofSession: "s", offline: true).isEmpty)
        }
    }

    @Test func `a revoked token stays revoked until it would have ended latest`() async throws {
        let clock = ManualClock(at: 10)
        let store = try Store(time: clock.source)
        try await store.write { (tx) throws in
            try tx.insert(RealmRecord(id: "r", name: "r", document: RealmRepresentation(["realm": "r"])))
            try tx.revoke(tokenID: "t", realmID: "r", until: 50)
            try tx.revoke(tokenID: "t", realmID: "r", until: 40)
        }
        clock.advance(bySeconds: 39)
        try await store.write { (tx) throws in
            #expect(try !tx.sweep(atMost: 10))
            #expect(try tx.isRevoked(tokenID: "t"))
        }
        clock.advance(bySeconds: 1)
        try await store.write { (tx) throws in
            #expect(try !tx.sweep(atMost: 10))
            #expect(try !tx.isRevoked(tokenID: "t"))
        }
    }
}
