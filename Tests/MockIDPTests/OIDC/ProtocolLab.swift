import Foundation
import HTTPServer
import JOSE
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// A server whose clock stands still, with the realm `demo`, asked through its protocol endpoints.
struct ProtocolLab {
    let server: MockIDPServer
    let clock: ManualClock
    /// `host:port` that calls name.
    let host = "idp.example:8080"

    var issuer: String { "http://\(host)/realms/demo" }
    var idp: Services { server.services }

    func send(
        _ method: HTTPMethod, _ target: String, headers: [(String, String)] = [], body: String = ""
    ) async -> Reply {
        await server.answer(
            Call(method: method, target: target, headers: Headers([("Host", host)] + headers), body: Array(body.utf8)))
    }

    /// Posts a form to an endpoint of `demo`'s protocol as a client, which authenticates by HTTP Basic.
    ///
    /// - Parameter client: `id:secret`; nil sends no credentials but those in the form.
    func post(
        _ endpoint: String, _ form: [String: String], as client: String? = "web:web-secret",
        headers: [(String, String)] = [], realm: String = "demo"
    ) async -> ProtocolAnswer {
        var headers = headers + [("Content-Type", "application/x-www-form-urlencoded")]
        if let client { headers.append(("Authorization", "Basic " + Data(client.utf8).base64EncodedString())) }
        let body = Form(form.map { ($0, $1) }).text
        return ProtocolAnswer(
            await send("POST", "/realms/\(realm)/protocol/openid-connect/\(endpoint)", headers: headers, body: body))
    }

    /// Tokens for alice, or what is given in the form instead.
    func logIn(_ form: [String: String] = [:], as client: String? = "web:web-secret") async -> ProtocolAnswer {
        let alice = ["grant_type": "password", "username": "alice", "password": "alice"]
        return await post("token", alice.merging(form) { $1 }, as: client)
    }

    func refresh(_ token: String, as client: String? = "web:web-secret") async -> ProtocolAnswer {
        await post("token", ["grant_type": "refresh_token", "refresh_token": token], as: client)
    }

    func userInfo(_ token: String) async -> Reply {
        await send(
            "GET", "/realms/demo/protocol/openid-connect/userinfo", headers: [("Authorization", "Bearer \(token)")])
    }

    /// Changes settings of the realm.
    func changeRealm(_ change: JSONObject) async throws {
        try await idp.store.write { tx in
            var realm = try #require(try tx.realm(named: "demo"))
            realm.document.merge(RealmRepresentation(change))
            try tx.update(realm)
        }
    }

    /// Changes a user.
    func changeUser(_ username: String, _ change: JSONObject) async throws {
        try await idp.store.write { tx in
            let realm = try #require(try tx.realm(named: "demo"))
            var user = try #require(try tx.user(username: username, in: realm.id))
            user.document.merge(UserRepresentation(change))
            try tx.update(user)
        }
    }

    /// Changes a client.
    func changeClient(_ clientId: String, _ change: JSONObject) async throws {
        try await idp.store.write { tx in
            let realm = try #require(try tx.realm(named: "demo"))
            var client = try #require(try tx.client(clientId: clientId, in: realm.id))
            client.document.merge(ClientRepresentation(change))
            try tx.update(client)
        }
    }
}

/// Runs a server with the realm `demo`.
///
/// - Parameter settings: members of the realm that differ from the usual ones.
func withDemoRealm(
    _ settings: [String: JSONDocument] = [:], _ body: (ProtocolLab) async throws -> Void
) async throws {
    let clock = ManualClock()
    try await withMockIDP(realms: [demoRealm(settings)], clock: clock, { $0.loops = 1 }) { server in
        try await body(ProtocolLab(server: server, clock: clock))
    }
}

/// What a protocol endpoint has answered.
struct ProtocolAnswer {
    let reply: Reply
    let json: JSONValue

    var status: Int { reply.status }

    init(_ reply: Reply) {
        self.reply = reply
        json = (try? JSONReader.read(reply.body.bytes, options: .strict)) ?? .null
    }

    /// The member of that name, empty without one.
    subscript(name: String) -> String { json[name]?.string ?? "" }

    /// The error that the answer is; nil for any other.
    var refusal: OAuthError? {
        json["error"]?.string.map {
            OAuthError(status: reply.status, error: $0, description: json["error_description"]?.string)
        }
    }
}

/// The claims of a token, unverified; empty for what is no token.
func claims(of token: String) -> JSONObject {
    guard let parsed = try? JWS.parse(token) else { return [:] }
    return (try? JSONReader.read(parsed.payload, options: .strict).object) ?? [:]
}

extension OAuthError {
    /// What the answer for something not implemented looks like.
    static func notImplemented(_ what: String) -> Self {
        Self(status: 501, error: "not_implemented", description: "mockidp does not implement \(what)")
    }
}
