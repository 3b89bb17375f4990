import JSON
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

    @Test func `sessions expire when idle or old`() async throws {
        let realm = try await TestRealm()
        let user = realm.user("alice")
        try await realm.store.write { (tx) throws in
            try tx.insert(user)
            for started in [10, 20, 30] { try tx.insert(realm.session("s\(started)", of: user, started: started)) }
            #expect(try tx.expireUserSessions(in: realm.id, idleBefore: 20) == 1)
            #expect(try tx.expireUserSessions(in: realm.id, idleBefore: 0, startedBefore: 30) == 1)
            #expect(try tx.userSessions(in: realm.id).map(\.id) == ["s30"])
        }
    }

    @Test func `a revoked token stays revoked until it is forgotten`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.revoke(tokenID: "t", realmID: realm.id, until: 50)
            try tx.revoke(tokenID: "t", realmID: realm.id, until: 40)
            try tx.forgetRevokedTokens(in: realm.id, expiredBefore: 50)
            #expect(try tx.isRevoked(tokenID: "t"))
            try tx.forgetRevokedTokens(in: realm.id, expiredBefore: 51)
            #expect(try !tx.isRevoked(tokenID: "t"))
        }
    }
}
