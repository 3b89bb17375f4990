import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// The authorization endpoint as far as the login page (recording: seed_client).
@Suite struct AuthorizationTests {
    private func page(_ query: String) async throws -> (status: Int, text: String, cookies: [String]) {
        var result = (0, "", [String]())
        try await withDemoRealm { lab in
            let reply = await lab.send("GET", "/realms/demo/protocol/openid-connect/auth?\(query)")
            let cookies = reply.headers.filter { $0.0 == "Set-Cookie" }.compactMap { $0.1.split(separator: "=").first }
            result = (reply.status, String(decoding: reply.body.bytes, as: UTF8.self), cookies.map(String.init))
        }
        return result
    }

    @Test func `a good request gets the login page and its cookies`() async throws {
        let query = "client_id=web&response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s"
        let (status, text, cookies) = try await page(query)
        #expect(status == 200 && text.contains("kc-form-login") && text.contains("Sign in to demo"))
        #expect(cookies == ["AUTH_SESSION_ID", "KC_AUTH_SESSION_HASH", "KC_RESTART"])
    }

    @Test(arguments: [
        ("response_type=code", "Invalid parameter: client_id"), ("client_id=nobody", "Client not found."),
        ("client_id=off", "Client disabled."), ("client_id=web", "Invalid parameter: redirect_uri"),
        ("redirect_uri=https%3A%2F%2Fapp.example%2Fcb", "Invalid parameter: client_id"),
        ("client_id=off&redirect_uri=https%3A%2F%2Fevil.example%2F", "Client disabled."),
        ("client_id=nobody&redirect_uri=https%3A%2F%2Fevil.example%2F", "Client not found."),
        ("client_id=web&redirect_uri=https%3A%2F%2Fevil.example%2F", "Invalid parameter: redirect_uri"),
    ])
    func `a bad one gets a page that says why, never a redirect`(_ query: String, _ sentence: String) async throws {
        let (status, text, cookies) = try await page(query)
        #expect(status == 400 && text.contains(sentence) && cookies.isEmpty)
    }

    @Test func `what the request says is escaped in the page`() async throws {
        let query = "client_id=web&redirect_uri=https%3A%2F%2Fapp.example%2F%22%3E%3Cscript%3E&state=%22%3E%3Cscript%3E"
        let (status, text, _) = try await page(query)
        #expect(status == 200 && !text.contains("<script>"))
    }
}
