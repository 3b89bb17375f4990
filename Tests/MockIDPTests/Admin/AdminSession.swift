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
        var headers = [("Host", "idp.test"), ("Authorization", "Bearer " + token)]
        if text != nil { headers.append(("Content-Type", "application/json")) }
        let call = Call(
            method: HTTPMethod(method), target: "/admin/realms/\(realm)" + path, headers: Headers(headers),
            body: Array((text ?? "").utf8))
        let reply = await idp.answer(call)
        let bytes: [UInt8] =
            switch reply.body {
            case .bytes(let bytes): bytes
            case .shared: []
            }
        return Answer(status: reply.status, headers: reply.headers.map { ($0.0, $0.1) }, bytes: bytes)
    }

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
    try await withMockIDP(time: ManualClock(at: 1_800_000_000).source) { idp in
        let form = "grant_type=password&client_id=admin-cli&username=admin&password=admin"
        let login = await idp.answer(
            Call(
                method: .post, target: "/realms/master/protocol/openid-connect/token",
                headers: Headers([("Host", "idp.test"), ("Content-Type", "application/x-www-form-urlencoded")]),
                body: Array(form.utf8)))
        guard case .bytes(let bytes) = login.body, let token = try JSONReader.read(bytes)["access_token"]?.string else {
            Issue.record("no token for the administrator")
            return
        }
        let made = try await AdminSession(idp: idp, token: token, realm: "")
            .send("POST", "", ["realm": .string(realm), "enabled": true])
        #expect(made.status == 201)
        try await body(AdminSession(idp: idp, token: token, realm: realm))
    }
}
