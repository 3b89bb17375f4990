import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// A token request, and the refusal that Keycloak answers it with.
struct RefusedRequest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let form: [String: String]
    let client: String?
    let refusal: OAuthError

    init(_ name: String, _ form: [String: String], as client: String? = "web:web-secret", _ refusal: OAuthError) {
        testDescription = name
        self.form = form
        self.client = client
        self.refusal = refusal
    }
}

/// What the token endpoint refuses (recordings: client_credentials, password_grant, admin_token, bad_input).
@Suite struct TokenRefusalTests {
    private static let service = ["grant_type": "client_credentials"]
    private static let alice = ["grant_type": "password", "username": "alice", "password": "alice"]

    private static let clients: [RefusedRequest] = [
        .init("no client", service, as: nil, .clientNotFound),
        .init("an unknown client", service, as: "nobody:x", .clientNotFound),
        .init("a disabled client", service, as: "off:off-secret", .clientNotFound),
        .init("a wrong secret", service, as: "web:wrong", .clientRefused),
        .init("an empty secret", service, as: "web:", .clientRefused),
        .init("no secret", ["grant_type": "client_credentials", "client_id": "web"], as: nil, .clientRefused),
        .init("a bearer-only client", service, as: "bearer:bearer-secret", .bearerOnly),
        .init("a secret where an assertion is wanted", service, as: "signer:signer-secret", .assertionTypeMissing),
        .init(
            "an assertion", service.merging(["client_assertion_type": "x"]) { $1 }, as: "signer:signer-secret",
            .notImplemented("client assertions")),
    ]

    private static let grants: [RefusedRequest] = [
        .init("no grant type", ["scope": "openid"], .missingGrantType),
        .init("an unknown grant type", ["grant_type": "magic"], .unsupportedGrantType),
        .init("an unknown scope", service.merging(["scope": "openid nope"]) { $1 }, .scopesNotValid("openid nope")),
        .init("an empty scope", service.merging(["scope": ""]) { $1 }, .scopesNotValid("")),
        .init(
            "a public client's account", service.merging(["client_id": "spa"]) { $1 }, as: nil, .publicServiceAccount),
        .init("a client without an account", service, as: "plain:plain-secret", .serviceAccountNotEnabled),
        .init("a refresh without a token", ["grant_type": "refresh_token"], .noRefreshToken),
        .init(
            "a spoilt refresh token", ["grant_type": "refresh_token", "refresh_token": "spoilt"], .refreshTokenNotValid),
    ]

    private static let users: [RefusedRequest] = [
        .init("a client without direct access", alice, as: "plain:plain-secret", .directAccessNotAllowed),
        .init("a client that wants consent", alice, as: "consent:consent-secret", .consentRequired),
        .init("no user name", ["grant_type": "password", "password": "alice"], .missingUsername),
        .init("no password", ["grant_type": "password", "username": "alice"], .userRefused),
        .init("a wrong password", alice.merging(["password": "wrong"]) { $1 }, .userRefused),
        .init("an unknown user", alice.merging(["username": "nobody"]) { $1 }, .userRefused),
        .init(
            "a disabled user", ["grant_type": "password", "username": "bob", "password": "bob"], .accountDisabled),
        .init(
            "a user with something to do first", ["grant_type": "password", "username": "carol", "password": "carol"],
            .accountNotSetUp),
        .init(
            "an offline token for a user who may have none", alice.merging(["scope": "offline_access"]) { $1 },
            .offlineNotAllowed),
    ]

    @Test(arguments: clients + grants + users)
    func `the token endpoint refuses`(_ request: RefusedRequest) async throws {
        try await withDemoRealm { lab in
            let answer = await lab.post("token", request.form, as: request.client)
            #expect(answer.refusal == request.refusal)
            #expect(answer.reply.header("Cache-Control") == "no-store" && answer.reply.header("Pragma") == "no-cache")
        }
    }

    @Test func `a parameter that comes twice is refused`() async throws {
        try await withDemoRealm { lab in
            let reply = await lab.send(
                "POST", "/realms/demo/protocol/openid-connect/token",
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: "grant_type=client_credentials&client_id=web&client_secret=web-secret&scope=openid&scope=email")
            #expect(ProtocolAnswer(reply).refusal == .duplicatedParameter)
        }
    }

    @Test func `a body with an escape that is none is refused, not answered with 500`() async throws {
        try await withDemoRealm { lab in
            let reply = await lab.send(
                "POST", "/realms/demo/protocol/openid-connect/token",
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: "grant_type=password&username=%zz")
            #expect(ProtocolAnswer(reply).refusal == .formNotReadable)
        }
    }

    @Test func `an origin that the client does not know is refused, its own is let through`() async throws {
        try await withDemoRealm { lab in
            let form = ["grant_type": "client_credentials"]
            let evil = await lab.post("token", form, headers: [("Origin", "https://evil.example")])
            #expect(evil.refusal == .invalidOrigin)
            #expect(evil.reply.header("Access-Control-Allow-Origin") == nil)
            let good = await lab.post("token", form, headers: [("Origin", "https://app.example")])
            #expect(good.status == 200)
            #expect(good.reply.header("Access-Control-Allow-Origin") == "https://app.example")
        }
    }

    @Test func `a body that is no form holds no parameters`() async throws {
        try await withDemoRealm { lab in
            let reply = await lab.send(
                "POST", "/realms/demo/protocol/openid-connect/token", headers: [("Content-Type", "application/json")],
                body: #"{"grant_type":"client_credentials"}"#)
            #expect(ProtocolAnswer(reply).refusal == .missingGrantType)
        }
    }

    @Test func `an unknown realm is none, a disabled one lets nobody in`() async throws {
        try await withDemoRealm(["enabled": false]) { lab in
            #expect(await lab.post("token", Self.service, realm: "nope").refusal == .realmDoesNotExist)
            #expect(await lab.post("token", Self.service).refusal == .realmNotEnabled)
            #expect(await lab.post("token/introspect", [:]).refusal == .realmNotEnabled)
        }
    }

    @Test func `a realm that wants https refuses plain http`() async throws {
        try await withDemoRealm(["sslRequired": "all"]) { lab in
            #expect(await lab.logIn().refusal == .httpsRequired)
        }
    }
}
