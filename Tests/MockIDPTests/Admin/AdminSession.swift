import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// An administrator at work on a realm of its own, on an identity provider in this process.
struct AdminSession: Sendable {
    let idp: MockIDPServer
    let token: String
    let realm: String

    /// What calls name as the server.
    var host: String { "127.0.0.1:\(idp.port)" }

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: [(String, String)]
        let bytes: [UInt8]

        var json: JSONValue { (try? JSONReader.read(bytes)) ?? nil }
        /// The last segment of `Location`.
        var id: String { header("Location")?.split(separator: "/").last.map(String.init) ?? "" }
        func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
        /// `error_description`, `errorMessage` or `error`: the sentence of a refusal.
        var sentence: String? {
            (json["error_description"] ?? json["errorMessage"] ?? json["error"])?.string
        }
    }

    /// Sends a request to a path below the realm (`/clients`), as the administrator.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await send(method, path, text: body?.text)
    }

    @discardableResult
    func send(_ method: String, _ path: String, text: String?) async throws -> Answer {
        var headers = [("Authorization", "Bearer " + token)]
        if text != nil { headers.append(("Content-Type", "application/json")) }
        return await answer(HTTPMethod(method), "/admin/realms/\(realm)" + path, headers, text ?? "")
    }

    /// Posts a form to a protocol endpoint of the realm.
    func form(_ path: String, _ text: String) async -> Answer {
        await answer(.post, "/realms/\(realm)" + path, [("Content-Type", "application/x-www-form-urlencoded")], text)
    }

    func answer(
        _ method: HTTPMethod, _ target: String, _ headers: [(String, String)], _ body: String = ""
    ) async -> Answer {
        let reply = await idp.answer(
            Call(
                method: method, target: target, headers: Headers([("Host", host)] + headers), body: Array(body.utf8)))
        return Answer(status: reply.status, headers: reply.headers, bytes: reply.body.bytes)
    }

    /// The same administrator at another realm; at none with an empty name.
    func at(_ realm: String) -> AdminSession { AdminSession(idp: idp, token: token, realm: realm) }

    func get(_ path: String) async throws -> JSONValue { try await send("GET", path).json }

    /// Makes a client and answers with what a GET then shows of it.
    func client(_ members: JSONObject) async throws -> JSONValue {
        let made = try await send("POST", "/clients", .object(members))
        #expect(made.status == 201, "\(made.sentence ?? "")")
        return try await get("/clients/" + made.id)
    }
}

/// Runs `body` as the administrator of a fresh realm.
func withAdmin(realm: String = "house", _ body: (AdminSession) async throws -> Void) async throws {
    try await withMockIDP(realms: [Realm(realm)], clock: ManualClock()) { idp in
        try await body(AdminSession(idp: idp, token: try await idp.adminToken(), realm: realm))
    }
}
