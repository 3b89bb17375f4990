import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// How long a refresh token can be used, and how often (recording: token_lifecycle).
@Suite struct RefreshTokenTests {
    @Test func `a refresh token is good for new tokens of the same session`() async throws {
        try await withDemoRealm { lab in
            let first = await lab.logIn(["scope": "openid"])
            lab.clock.advance(bySeconds: 10)
            let second = await lab.refresh(first["refresh_token"])
            #expect(second.status == 200)
            #expect(second["session_state"] == first["session_state"] && second["scope"] == first["scope"])
            let claims = claims(of: second["access_token"])
            #expect(claims["jti"]?.string?.hasPrefix("onrtrt:") == true)
            #expect(claims["iat"]?.int == 1_800_000_010 && claims["exp"]?.int == 1_800_000_310)
            #expect(!second["id_token"].isEmpty)
        }
    }

    @Test func `a scope parameter narrows the scopes, and nothing can be added`() async throws {
        try await withDemoRealm { lab in
            let first = await lab.logIn(["scope": "openid phone"])
            let form = ["grant_type": "refresh_token", "refresh_token": first["refresh_token"]]
            let second = await lab.post("token", form.merging(["scope": "openid email address"]) { $1 })
            let scopes = Set(second["scope"].split(separator: " "))
            #expect(scopes.contains("email") && !scopes.contains("phone") && !scopes.contains("address"))
        }
    }

    @Test func `a token of another client, or of another kind, is refused`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            let other = await lab.refresh(tokens["refresh_token"], as: "other:other-secret")
            #expect(other.refusal == .refreshTokenOfOtherClient)
            #expect(await lab.refresh(tokens["access_token"]).refusal == .refreshTokenNotValid)
            #expect(await lab.refresh(tokens["id_token"]).refusal == .refreshTokenNotValid)
            #expect(await lab.refresh(tokens["refresh_token"] + "x").refusal == .refreshTokenNotValid)
        }
    }

    @Test func `a token is not active when its time is over`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn()
            #expect(tokens.json["refresh_expires_in"]?.int == 1800)
            lab.clock.advance(bySeconds: 1799)
            #expect(await lab.refresh(tokens["refresh_token"]).status == 200)
            lab.clock.advance(bySeconds: 1)
            #expect(await lab.refresh(tokens["refresh_token"]).refusal == .tokenNotActive)
        }
    }

    @Test func `a session that idles ends, one that is used lives on until its longest life`() async throws {
        try await withDemoRealm(["ssoSessionIdleTimeout": 100, "ssoSessionMaxLifespan": 250]) { lab in
            var token = await lab.logIn()["refresh_token"]
            for _ in 1...2 {
                lab.clock.advance(bySeconds: 99)
                let answer = await lab.refresh(token)
                #expect(answer.status == 200)
                token = answer["refresh_token"]
            }
            #expect(claims(of: token)["exp"]?.int == 1_800_000_250)
            lab.clock.advance(bySeconds: 52)
            #expect(await lab.refresh(token).refusal == .tokenNotActive)
        }
    }

    @Test func `a session that a shorter setting has ended is not active`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["refresh_token"]
            lab.clock.advance(bySeconds: 200)
            try await lab.changeRealm(["ssoSessionIdleTimeout": 100])
            #expect(await lab.refresh(token).refusal == .sessionNotActive)
        }
    }

    @Test func `tokens older than the realm's or the user's notBefore are stale`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["refresh_token"]
            try await lab.changeRealm(["notBefore": 1_800_000_001])
            #expect(await lab.refresh(token).refusal == .staleToken)
            try await lab.changeRealm(["notBefore": 0])
            #expect(await lab.refresh(token).status == 200)
            try await lab.changeUser("alice", ["notBefore": 1_800_000_001])
            #expect(await lab.refresh(token).refusal == .staleToken)
        }
    }

    @Test func `a disabled user gets no new tokens`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["refresh_token"]
            try await lab.changeUser("alice", ["enabled": false])
            #expect(await lab.refresh(token).refusal == .userDisabled)
        }
    }

    @Test func `after a logout the session is gone`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["refresh_token"]
            #expect(await lab.post("logout", ["refresh_token": token], as: "other:other-secret").refusal != nil)
            #expect(await lab.post("logout", ["refresh_token": token]).status == 204)
            #expect(await lab.refresh(token).refusal == .sessionNotActive)
            #expect(await lab.post("logout", ["refresh_token": token]).status == 204)
            #expect(await lab.post("logout", [:]).refusal == .notImplemented("logout without a refresh token"))
        }
    }

    @Test func `a session that the client has left is refused`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn()
            try await lab.idp.store.write { tx in
                for session in try tx.clientSessions(ofSession: tokens["session_state"], offline: false) {
                    try tx.delete(session)
                }
            }
            #expect(await lab.refresh(tokens["refresh_token"]).refusal == .sessionWithoutClient)
        }
    }

    @Test func `an offline token never ends by itself, and is refused once its session is revoked`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["username": "dora", "password": "dora", "scope": "offline_access"])
            let token = tokens["refresh_token"]
            #expect(claims(of: token)["typ"]?.string == "Offline" && claims(of: token)["exp"] == nil)
            #expect(tokens.json["refresh_expires_in"]?.int == 0)
            lab.clock.advance(bySeconds: 86_400)
            #expect(await lab.refresh(token).status == 200)
            #expect(await lab.post("revoke", ["token": token]).status == 200)
            #expect(await lab.refresh(token).refusal == .offlineSessionNotActive)
        }
    }
}

/// Realms that let a refresh token be used once, or a few times.
@Suite struct RefreshTokenReuseTests {
    @Test func `a used token is refused, and takes its session with it`() async throws {
        try await withDemoRealm(["revokeRefreshToken": true]) { lab in
            let first = await lab.logIn()["refresh_token"]
            let second = await lab.refresh(first)["refresh_token"]
            #expect(claims(of: second)["reuse_id"] == claims(of: first)["reuse_id"])
            #expect(await lab.refresh(first).refusal == .refreshTokenReused)
            #expect(await lab.refresh(second).refusal == .sessionWithoutClient)
        }
    }

    @Test func `a token may be used again as often as the realm allows`() async throws {
        try await withDemoRealm(["revokeRefreshToken": true, "refreshTokenMaxReuse": 1]) { lab in
            let token = await lab.logIn()["refresh_token"]
            #expect(await lab.refresh(token).status == 200)
            #expect(await lab.refresh(token).status == 200)
            #expect(await lab.refresh(token).refusal == .refreshTokenReused)
        }
    }

    @Test func `a token older than the last one used is stale`() async throws {
        try await withDemoRealm(["revokeRefreshToken": true, "refreshTokenMaxReuse": 5]) { lab in
            let first = await lab.logIn()["refresh_token"]
            lab.clock.advance(bySeconds: 5)
            let second = await lab.refresh(first)["refresh_token"]
            lab.clock.advance(bySeconds: 5)
            #expect(await lab.refresh(second).status == 200)
            #expect(await lab.refresh(first).refusal == .staleToken)
        }
    }

    @Test func `other realms don't count`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["refresh_token"]
            for _ in 1...3 { #expect(await lab.refresh(token).status == 200) }
            #expect(claims(of: token)["reuse_id"] == nil)
        }
    }
}
