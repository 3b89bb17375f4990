import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Access tokens at userinfo, introspection and revocation (recording: token_lifecycle).
@Suite struct TokenUseTests {
    @Test func `userinfo tells who the token speaks for`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            let info = ProtocolAnswer(await lab.userInfo(tokens["access_token"]))
            #expect(info.status == 200)
            #expect(info["sub"] == claims(of: tokens["access_token"])["sub"]?.string)
            #expect(info["preferred_username"] == "alice" && info["email"] == "alice@example.com")
            #expect(info.json["email_verified"] == true)
        }
    }

    @Test func `a token without openid in its scope is not enough for userinfo`() async throws {
        try await withDemoRealm { lab in
            let reply = await lab.userInfo(await lab.logIn()["access_token"])
            #expect(reply.status == 403)
            #expect(
                reply.header("WWW-Authenticate")
                    == #"Bearer realm="demo", error="insufficient_scope", error_description="Missing openid scope""#)
        }
    }

    @Test func `userinfo challenges who brings no token or a bad one`() async throws {
        try await withDemoRealm { lab in
            let bare = await lab.send("GET", "/realms/demo/protocol/openid-connect/userinfo")
            #expect(bare.status == 401 && bare.header("WWW-Authenticate") == #"Bearer realm="demo""#)
            let tokens = await lab.logIn(["scope": "openid"])
            for token in ["spoilt", tokens["refresh_token"], tokens["id_token"], tokens["access_token"] + "x"] {
                let reply = await lab.userInfo(token)
                #expect(reply.status == 401)
                #expect(reply.header("WWW-Authenticate")?.contains("Token verification failed") == true)
            }
        }
    }

    @Test func `an expired token is refused to the second`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            lab.clock.advance(bySeconds: 299)
            #expect(await lab.userInfo(tokens["access_token"]).status == 200)
            lab.clock.advance(bySeconds: 1)
            #expect(await lab.userInfo(tokens["access_token"]).status == 401)
        }
    }

    @Test func `a token dies with its session and with its user`() async throws {
        try await withDemoRealm { lab in
            let first = await lab.logIn(["scope": "openid"])
            _ = await lab.post("logout", ["refresh_token": first["refresh_token"]])
            let gone = await lab.userInfo(first["access_token"])
            #expect(gone.header("WWW-Authenticate")?.contains("user_session_not_found") == true)
            let second = await lab.logIn(["scope": "openid"])
            try await lab.changeUser("alice", ["enabled": false])
            let disabled = await lab.userInfo(second["access_token"])
            #expect(disabled.header("WWW-Authenticate")?.contains("User disabled") == true)
        }
    }

    @Test func `a token is refused once its key is gone, though it was good a moment ago`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn(["scope": "openid"])["access_token"]
            for _ in 0..<2 { #expect(await lab.userInfo(token).status == 200) }
            try await lab.idp.store.write { tx in
                let realm = try #require(try tx.realm(named: "demo"))
                let keys = try tx.components(in: realm.id, type: RealmKeys.providerType)
                for key in keys where key.document.providerId?.hasPrefix("rsa") == true { try tx.delete(key) }
            }
            #expect(await lab.userInfo(token).status == 401)
            #expect(await lab.userInfo(token + "x").status == 401)
        }
    }

    @Test func `a revoked access token is not active, others of the session are`() async throws {
        try await withDemoRealm { lab in
            let first = await lab.logIn(["scope": "openid"])
            let second = await lab.refresh(first["refresh_token"])
            #expect(await lab.post("revoke", ["token": first["access_token"]]).status == 200)
            #expect(await lab.userInfo(first["access_token"]).status == 401)
            #expect(await lab.userInfo(second["access_token"]).status == 200)
        }
    }

    @Test func `a revoked refresh token ends its client's part of the session`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn(["scope": "openid"])
            #expect(await lab.post("revoke", ["token": tokens["refresh_token"]]).status == 200)
            #expect(await lab.refresh(tokens["refresh_token"]).refusal == .sessionNotActive)
            #expect(await lab.userInfo(tokens["access_token"]).status == 401)
        }
    }

    @Test func `revocation refuses a missing token, an unknown one and another client's`() async throws {
        try await withDemoRealm { lab in
            #expect(await lab.post("revoke", [:]).refusal == .revocationTokenMissing)
            #expect(await lab.post("revoke", ["token": "spoilt"]).refusal == .revokedTokenNotValid)
            let token = await lab.logIn()["access_token"]
            #expect(await lab.post("revoke", ["token": token], as: "other:other-secret").refusal == .unmatchingClients)
        }
    }

    @Test func `introspection tells a token's audience what it holds`() async throws {
        try await withDemoRealm { lab in
            let token = await lab.logIn()["access_token"]
            let answer = await lab.post("token/introspect", ["token": token], as: "other:other-secret")
            #expect(answer.json["active"] == true)
            #expect(answer["username"] == "alice" && answer["client_id"] == "web" && answer["token_type"] == "Bearer")
            lab.clock.advance(bySeconds: 300)
            let expired = await lab.post("token/introspect", ["token": token], as: "other:other-secret")
            #expect(expired.json == ["active": false])
        }
    }

    @Test func `who is not in the audience learns nothing`() async throws {
        try await withDemoRealm { lab in
            let tokens = await lab.logIn()
            let stranger = await lab.post(
                "token/introspect", ["token": tokens["access_token"]], as: "plain:plain-secret")
            #expect(stranger.json == ["active": false])
            let bare = await lab.post("token/introspect", ["token": tokens["refresh_token"]])
            #expect(bare.json == ["active": false])
            let hinted = ["token": tokens["refresh_token"], "token_type_hint": "refresh_token"]
            #expect(await lab.post("token/introspect", hinted).json["active"] == true)
            #expect(await lab.post("token/introspect", hinted, as: "other:other-secret").json == ["active": false])
        }
    }

    @Test func `introspection refuses clients without a secret or with a wrong one`() async throws {
        try await withDemoRealm { lab in
            #expect(await lab.post("token/introspect", [:]).refusal == .introspectionTokenMissing)
            let wrong = await lab.post("token/introspect", ["token": "x"], as: "web:wrong")
            #expect(wrong.refusal == .introspectionClientRefused)
            let open = await lab.post("token/introspect", ["token": "x", "client_id": "spa"], as: nil)
            #expect(open.refusal == .introspectionClientNotAllowed)
        }
    }
}
