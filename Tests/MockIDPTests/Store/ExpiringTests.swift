import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Sessions and revoked tokens end, and what has ended is seen by nobody and swept up.
@Suite struct ExpiringTests {
    private func counts(_ lab: ProtocolLab, _ table: String = "user_session") async throws -> Int {
        try await lab.idp.store.read { try $0.count("SELECT count(*) FROM \(table)", []) }
    }

    /// What the listings say: of the realm, of the user, of the client by number and by session.
    private func listed(_ lab: ProtocolLab, offline: Bool = false) async throws -> [Int] {
        try await lab.idp.store.read { (tx) throws in
            let realm = try #require(try tx.realm(named: "demo"))
            let user = try #require(try tx.user(username: offline ? "dora" : "alice", in: realm.id))
            let client = try #require(try tx.client(clientId: "web", in: realm.id))
            return [
                try tx.userSessions(in: realm.id, offline: offline).count,
                try tx.countUserSessions(in: realm.id, offline: offline),
                try tx.userSessions(ofUser: user.id, offline: offline).count,
                try tx.userSessions(ofClient: client.id, offline: offline).count,
                try tx.countUserSessions(ofClient: client.id, offline: offline),
            ]
        }
    }

    @Test func `a session that idled out is listed and counted by no one`() async throws {
        try await withDemoRealm { (lab) async throws in
            let tokens = await lab.logIn()
            lab.clock.advance(bySeconds: 1799)
            #expect(try await listed(lab) == [1, 1, 1, 1, 1])
            #expect(await lab.refresh(tokens["refresh_token"]).status == 200)
            lab.clock.advance(bySeconds: 1799)
            #expect(try await listed(lab) == [1, 1, 1, 1, 1])
            lab.clock.advance(bySeconds: 1)
            #expect(try await listed(lab) == [0, 0, 0, 0, 0])
        }
    }

    @Test func `a session ends with its longest life, however much it is used`() async throws {
        try await withDemoRealm(["ssoSessionMaxLifespan": 3000]) { (lab) async throws in
            let tokens = await lab.logIn()
            lab.clock.advance(bySeconds: 1700)
            #expect(await lab.refresh(tokens["refresh_token"]).status == 200)
            lab.clock.advance(bySeconds: 1299)
            #expect(try await listed(lab) == [1, 1, 1, 1, 1])
            lab.clock.advance(bySeconds: 1)
            #expect(try await listed(lab) == [0, 0, 0, 0, 0])
        }
    }

    @Test(arguments: ["ssoSessionIdleTimeout", "ssoSessionMaxLifespan"])
    func `a realm's new lifespan counts for the sessions that are there`(_ setting: String) async throws {
        try await withDemoRealm { (lab) async throws in
            let tokens = await lab.logIn()
            lab.clock.advance(bySeconds: 100)
            try await lab.changeRealm([setting: 100])
            #expect(try await listed(lab) == [0, 0, 0, 0, 0])
            #expect(await lab.refresh(tokens["refresh_token"]).refusal == .sessionNotActive)
        }
    }

    @Test func `a client's part ends before the session where the client or the realm says so`() async throws {
        try await withDemoRealm { (lab) async throws in
            let tokens = await lab.logIn()
            lab.clock.advance(bySeconds: 100)
            try await lab.changeClient("web", ["attributes": ["client.session.idle.timeout": "100"]])
            #expect(try await listed(lab) == [1, 1, 1, 0, 0])
            #expect(await lab.refresh(tokens["refresh_token"]).status == 400)
        }
        try await withDemoRealm { (lab) async throws in
            _ = await lab.logIn()
            lab.clock.advance(bySeconds: 100)
            try await lab.changeRealm(["clientSessionMaxLifespan": 100])
            #expect(try await listed(lab) == [1, 1, 1, 0, 0])
        }
    }

    @Test func `an offline session idles for days and has a longest life only where the realm wants one`() async throws
    {
        try await withDemoRealm(["offlineSessionIdleTimeout": 1000]) { (lab) async throws in
            let tokens = await lab.logIn(["username": "dora", "password": "dora", "scope": "offline_access"])
            #expect(tokens.status == 200)
            lab.clock.advance(bySeconds: 999)
            #expect(try await listed(lab, offline: true) == [1, 1, 1, 1, 1])
            lab.clock.advance(bySeconds: 1)
            #expect(try await listed(lab, offline: true) == [0, 0, 0, 0, 0])
        }
        try await withDemoRealm { (lab) async throws in
            _ = await lab.logIn(["username": "dora", "password": "dora", "scope": "offline_access"])
            lab.clock.advance(bySeconds: 900)
            try await lab.changeRealm(["offlineSessionMaxLifespanEnabled": true, "offlineSessionMaxLifespan": 900])
            #expect(try await listed(lab, offline: true) == [0, 0, 0, 0, 0])
        }
    }

    @Test func `what has expired is swept up in slices, and nothing else`() async throws {
        let realm = try await TestRealm()  // its clock stands at 0, by which nothing is swept unasked
        let user = realm.user("alice")
        try await realm.store.write { (tx) throws in
            try tx.insert(user)
            for (count, expires) in [-2, -1, 0, 1, nil].enumerated() {
                var session = realm.session("s\(count)", of: user)
                session.expires = expires
                try tx.insert(session)
                try tx.revoke(tokenID: "t\(count)", realmID: realm.id, until: expires ?? 2)
            }
            #expect(try tx.sweep(atMost: 2))
            #expect(try tx.sweep(atMost: 2) == false)
            #expect(try tx.count("SELECT count(*) FROM user_session", []) == 2)
            #expect(try tx.count("SELECT count(*) FROM revoked_token", []) == 2)
        }
    }

    @Test func `moving the clock sweeps`() async throws {
        try await withDemoRealm { (lab) async throws in
            for _ in 1...3 { _ = await lab.logIn() }
            lab.clock.advance(bySeconds: 40_000)
            _ = try await counts(lab)  // whoever comes next starts the sweep, which others do
            var tries = 0
            while try await counts(lab) > 0, tries < 100_000 {
                tries += 1
                await Task.yield()
            }
            #expect(try await counts(lab) == 0)
            #expect(try await counts(lab, "client_session") == 0)
        }
    }

    @Test func `an administrator whose session idled out is refused`() async throws {
        let clock = ManualClock()
        try await withMockIDP(clock: clock) { (idp) async throws in
            try await idp.services.store.write { (tx) throws in
                var master = try #require(try tx.realm(named: "master"))
                master.document.ssoSessionIdleTimeout = 20
                try tx.update(master)
            }
            let admin = AdminSession(idp: idp, token: try await idp.adminToken(), realm: "master")
            #expect(try await admin.send("GET", "").status == 200)
            clock.advance(bySeconds: 19)
            #expect(try await admin.send("GET", "").status == 200)
            clock.advance(bySeconds: 1)
            #expect(try await admin.send("GET", "").status == 401)
        }
    }
}
