import HTTPServer
import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// What a path that has no endpoint, or another method, is answered (recordings: discovery, bad_input).
@Suite struct AnswerTests {
    private func answer(_ method: HTTPMethod, _ target: String, _ headers: [(String, String)] = []) async throws
        -> Reply
    {
        var reply = Reply()
        try await withDemoRealm { lab in reply = await lab.send(method, target, headers: headers) }
        return reply
    }

    private func text(_ reply: Reply) -> String { String(decoding: reply.body.bytes, as: UTF8.self) }

    @Test func `an unknown path is not found, in the words of the resource it is below`() async throws {
        let outside = try await answer("GET", "/nothing")
        #expect(outside.status == 404)
        #expect(text(outside) == #"{"error":"Unable to find matching target resource method"}"#)
        let below = try await answer("GET", "/realms/demo/nothing/at/all")
        #expect(below.status == 404 && text(below) == #"{"error":"HTTP 404 Not Found"}"#)
    }

    @Test func `another method is not allowed, or not found where Keycloak says so`() async throws {
        let token = try await answer("GET", "/realms/demo/protocol/openid-connect/token")
        #expect(token.status == 405 && text(token) == #"{"error":"HTTP 405 Method Not Allowed"}"#)
        #expect(try await answer("POST", "/realms/demo/.well-known/openid-configuration").status == 404)
    }

    @Test func `what Keycloak has and we lack is said to be not implemented, logged once and counted`() async throws {
        let log = Mutex<[String]>([])
        let missing = try #require(
            Unsupported.routes.first { route in
                Self.isMissing(route) && !route.pattern.hasPrefix("/admin/realms/")
            })
        let path = missing.pattern.split(separator: "/").map { $0.hasPrefix("{") ? "x" : $0 }.joined(separator: "/")
        try await withMockIDP(log: Log { line in log.withLock { $0.append(line) } }) { server in
            let call = Call(method: HTTPMethod(missing.method), target: "/" + path)
            let reply = await server.answer(call)
            #expect(reply.status == 501)
            #expect(await server.answer(call).status == 501)
            let body = try JSONReader.read(reply.body.bytes, options: .strict)
            #expect(body["error"] == "not_implemented")
            let sentence = "mockidp does not implement \(missing.method) \(missing.pattern)"
            #expect(body["error_description"]?.string == sentence)
            let metric = "mockidp_not_implemented_total{what=\"\(missing.method) \(missing.pattern)\"} 2.0"
            #expect(
                text(server.services.metrics.reply(accepting: nil)).split(separator: "\n").contains(Substring(metric)))
        }
        let line = "WARN  [mockidp] (executor-thread-1) not implemented: \(missing.method) \(missing.pattern)"
        #expect(log.withLock { $0.count { $0.hasSuffix(line) } } == 1)
    }

    private static func isMissing(_ route: Route) -> Bool {
        if case .route = Router(Routes.all).match(route.method, route.pattern) { false } else { true }
    }

    @Test func `a path that is not normal is refused before anything else`() async throws {
        let reply = try await answer("GET", "/realms//demo")
        #expect(reply.status == 400)
        #expect(
            text(reply) == #"{"error":"missingNormalization","error_description":"Request path not normalized"}"#)
        let parameter = try await answer("GET", "/realms/demo;a=b")
        #expect(parameter.status == 400 && text(parameter).contains("invalidCharacter"))
    }

    @Test func `a preflight tells any origin the methods of a path`() async throws {
        let token = "/realms/demo/protocol/openid-connect/token"
        let reply = try await answer("OPTIONS", token, [("Origin", "https://a.example")])
        #expect(reply.status == 200 && reply.header("Access-Control-Allow-Origin") == "https://a.example")
        #expect(reply.header("Access-Control-Allow-Methods") == "POST, OPTIONS")
        #expect(reply.header("Access-Control-Max-Age") == "3600")
        #expect(try await answer("OPTIONS", token).header("Access-Control-Allow-Origin") == nil)
    }

    @Test func `HEAD is GET without a body on the wire`() async throws {
        let path = "/realms/demo/.well-known/openid-configuration"
        let (head, get) = (try await answer("HEAD", path), try await answer("GET", path))
        #expect(head.status == 200 && head.body.count == get.body.count)
    }

    @Test func `an error that nobody foresaw is logged and answered as Keycloak's 500`() async throws {
        let log = Mutex<[String]>([])
        try await withMockIDP(log: Log { line in log.withLock { $0.append(line) } }) { server in
            _ = try await server.services.store.write { try $0.run("ALTER TABLE user_session RENAME TO gone") }
            let form = "grant_type=password&client_id=admin-cli&username=admin&password=admin"
            let reply = await server.answer(
                Call(
                    method: "POST", target: "/realms/master/protocol/openid-connect/token",
                    headers: Headers([("Content-Type", "application/x-www-form-urlencoded")]), body: Array(form.utf8)))
            #expect(reply.status == 500)
            #expect(
                text(reply)
                    == #"{"error":"unknown_error","error_description":"For more on this error consult the server log."}"#
            )
        }
        #expect(log.withLock { $0.count { $0.contains(" ERROR [mockidp] ") } } == 1)
    }
}

/// The table of routes.
@Suite struct RouteTableTests {
    @Test func `no two routes have the same method and shape`() {
        let shapes = Routes.all.map { route in
            route.method + " "
                + route.pattern.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
        }
        let twice = Dictionary(grouping: shapes) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice == [])
    }

    @Test func `parameters of a pattern have different names`() {
        for route in Routes.all {
            let names = route.pattern.split(separator: "/").filter { $0.hasPrefix("{") }
            #expect(Set(names).count == names.count, "\(route.pattern)")
        }
    }

    @Test func `the coverage lists every route once`() throws {
        let lines = try Coverage.markdown(evidence: Array("{}".utf8)).split(separator: "\n")
        for route in Routes.all {
            #expect(lines.count { $0.hasPrefix("| \(route.method) | `\(route.pattern)` |") } == 1, "\(route.pattern)")
        }
    }

    @Test func `the coverage says how the recorded exchanges of a route were answered`() throws {
        let evidence = """
            {"a": {"GET /realms/{realm}": {"exact": 2, "met": 3}}, "b": {"GET /realms/{realm}": {"exact": 1, "met": 1}}}
            """
        let lines = try Coverage.markdown(evidence: Array(evidence.utf8)).split(separator: "\n")
        #expect(lines.contains("| GET | `/realms/{realm}` | 3 of 4: a, b |"))
        #expect(lines.contains { $0.hasPrefix("| GET | `/admin/serverinfo` | modelled") })
    }
}
