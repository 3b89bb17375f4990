import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// When tokens end (recording: token_options).
@Suite struct ExpiryTests {
    private static let start = 1_800_000_000

    /// Lifespans in seconds for a realm and a client with these settings, of a session that started as long ago.
    private func lifespans(
        realm: [String: JSONDocument] = [:], client: JSONObject = [:], isOffline: Bool = false, age: Int = 0
    ) async throws -> (access: Int, refresh: Int?) {
        var result: (Int, Int?) = (0, 0)
        try await withDemoRealm(realm) { lab in
            try await lab.changeClient("web", ["attributes": .object(client)])
            var grant = try await lab.grant()
            grant.session = TokenSession(
                id: "session", started: Self.start - age, clientStarted: Self.start - age, isOffline: isOffline,
                isRememberMe: false)
            let expiry = Expiry(grant, at: Self.start)
            result = (expiry.accessToken - Self.start, expiry.refreshToken.map { $0 - Self.start })
        }
        return result
    }

    @Test func `by default an access token lives five minutes, a refresh token thirty`() async throws {
        #expect(try await lifespans() == (300, 1800))
    }

    @Test func `a client's lifespan wins over the realm's`() async throws {
        #expect(try await lifespans(realm: ["accessTokenLifespan": 60]) == (60, 1800))
        let client: JSONObject = ["access.token.lifespan": "30"]
        #expect(try await lifespans(realm: ["accessTokenLifespan": 60], client: client) == (30, 1800))
    }

    @Test func `no token outlives its session`() async throws {
        #expect(try await lifespans(realm: ["ssoSessionMaxLifespan": 100]) == (100, 100))
        #expect(try await lifespans(realm: ["ssoSessionMaxLifespan": 100], age: 40) == (60, 60))
    }

    @Test func `a lifespan of -1 lasts as long as the session`() async throws {
        #expect(try await lifespans(client: ["access.token.lifespan": "-1"], age: 1000) == (35_000, 1800))
    }

    @Test func `a client's part in a session may be shorter than the session`() async throws {
        #expect(try await lifespans(client: ["client.session.idle.timeout": "50"]) == (300, 50))
        #expect(try await lifespans(client: ["client.session.max.lifespan": "200"], age: 20) == (180, 180))
        #expect(try await lifespans(realm: ["clientSessionIdleTimeout": 70]) == (300, 70))
        #expect(try await lifespans(client: ["client.session.idle.timeout": "99999"]) == (300, 1800))
    }

    @Test func `an offline token ends only where the realm says so`() async throws {
        #expect(try await lifespans(isOffline: true) == (300, nil))
        let limited: [String: JSONDocument] = [
            "offlineSessionMaxLifespanEnabled": true, "offlineSessionMaxLifespan": 5000,
        ]
        #expect(try await lifespans(realm: limited, isOffline: true, age: 1000) == (300, 4000))
    }

    @Test(arguments: ["", "soon", "9223372036854775807", "-9223372036854775808", "99999999999999999999"])
    func `an odd lifespan of a client does no harm`(_ value: String) async throws {
        for name in ["access.token.lifespan", "client.session.idle.timeout", "client.session.max.lifespan"] {
            let refresh = try await lifespans(client: [name: .string(value)]).refresh
            #expect(refresh ?? 0 <= 1800)
        }
    }
}
