import HTTPServer
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// What the log says of requests and of logins that are refused.
@Suite struct RequestLogTests {
    private func logged(
        _ configure: (inout Settings) -> Void, _ calls: [Call]
    ) async throws -> [String] {
        let lines = Mutex<[String]>([])
        var settings = Settings()
        configure(&settings)
        let log = Log { line in lines.withLock { $0.append(line) } }.following(settings)
        try await withMockIDP(clock: ManualClock(), log: log, { $0.log = settings.log }) {
            server in
            lines.withLock { $0 = [] }
            for call in calls { _ = await server.answer(call) }
        }
        return lines.withLock { $0 }
    }

    private func login(_ form: String, _ headers: (String, String)...) -> Call {
        Call(
            method: "POST", target: "/realms/master/protocol/openid-connect/token",
            headers: Headers([("Content-Type", "application/x-www-form-urlencoded")] + headers), body: Array(form.utf8),
            remoteAddress: "10.0.0.7")
    }

    @Test func `a request is a line in the common form, without its query`() async throws {
        let call = Call(method: "GET", target: "/realms/master?token=geheim", remoteAddress: "10.0.0.7")
        let lines = try await logged({ $0.log.logsRequests = true }, [call])
        #expect(lines.count == 1)
        #expect(lines[0].contains("INFO  [org.keycloak.http.access-log] (executor-thread-1) 10.0.0.7 - - ["))
        #expect(lines[0].contains("\"GET /realms/master?… HTTP/1.1\" 200 ") && !lines[0].contains("geheim"))
        #expect(try await logged({ _ in }, [call]).isEmpty)
    }

    @Test func `the combined form has the client's program too`() async throws {
        let call = Call(method: "HEAD", target: "/realms/master", headers: Headers([("User-Agent", "curl/8")]))
        let lines = try await logged(
            {
                $0.log.logsRequests = true
                $0.log.requestPattern = "combined"
            }, [call])
        #expect(lines[0].hasSuffix("\"HEAD /realms/master HTTP/1.1\" 200 - \"-\" \"curl/8\""))
    }

    @Test func `a refused login is a warning that tells who, and no secret`() async throws {
        let lines = try await logged(
            { _ in }, [login("grant_type=password&client_id=admin-cli&username=Admin&password=geheim")])
        let line = try #require(lines.first)
        #expect(
            lines.count == 1 && line.contains("WARN  [org.keycloak.events] (executor-thread-1) type=\"LOGIN_ERROR\""))
        #expect(
            line.contains("realmName=\"master\", clientId=\"admin-cli\"") && line.contains("ipAddress=\"10.0.0.7\""))
        #expect(!line.contains("userId=\"null\"") && !line.contains("geheim"))
        // As recorded: events_sessions, exchange 12.
        let details =
            #"error="invalid_user_credentials", auth_method="openid-connect", grant_type="password", "#
            + #"client_auth_method="client-secret", username="Admin""#
        #expect(line.hasSuffix(details))
    }

    @Test func `the log tells that there is no such user, and who came with a header`() async throws {
        let unknown = try await logged(
            { _ in }, [login("grant_type=password&client_id=admin-cli&username=ann&password=x")])
        #expect(unknown.first?.contains(#"userId="null", ipAddress="10.0.0.7", error="user_not_found""#) == true)
        let call = login("grant_type=client_credentials", ("Authorization", "Basic bm9ib2R5OmdlaGVpbQ=="))
        let line = try #require(try await logged({ _ in }, [call]).first)
        #expect(line.contains(#"clientId="nobody", userId="null""#) && !line.contains("client_auth_method"))
    }

    @Test(arguments: [
        (
            "grant_type=client_credentials&client_id=nobody&client_secret=geheim", "CLIENT_LOGIN_ERROR",
            "client_not_found"
        ),
        ("grant_type=refresh_token&client_id=admin-cli&refresh_token=geheim", "REFRESH_TOKEN_ERROR", "invalid_token"),
        (
            "grant_type=password&client_id=admin-cli&username=a%22%0Ab&password=x", "LOGIN_ERROR", "user_not_found"
        ),
    ])
    func `each grant has its event`(_ form: String, _ type: String, _ error: String) async throws {
        let line = try #require(try await logged({ _ in }, [login(form)]).first)
        #expect(line.contains("type=\"\(type)\"") && line.contains("error=\"\(error)\"") && !line.contains("geheim"))
        #expect(!line.contains("\n") && !line.contains("a\"\""))
    }

    @Test func `a login that succeeds is no warning`() async throws {
        let call = login("grant_type=password&client_id=admin-cli&username=admin&password=admin")
        #expect(try await logged({ _ in }, [call]).isEmpty)
    }
}
