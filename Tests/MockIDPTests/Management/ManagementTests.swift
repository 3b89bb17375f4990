import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Health, metrics and the page of the management port.
@Suite struct ManagementTests {
    private func get(_ path: String, _ arguments: String..., method: HTTPMethod = .get) async throws -> Reply {
        let settings = try Settings(arguments: arguments, environment: [:])
        let metrics = Metrics(startedAt: 1_800_000_000)
        metrics.count(.get, 200)
        metrics.count(.get, 200)
        metrics.count(.post, 401)
        return await Management(settings: settings, metrics: metrics).handler(Call(method: method, target: path))
    }

    private func metrics(accepting type: String) async throws -> Reply {
        let metrics = Metrics(startedAt: 1_800_000_000)
        let settings = try Settings(arguments: [], environment: [:])
        return await Management(settings: settings, metrics: metrics)
            .handler(Call(method: .get, target: "/metrics", headers: Headers([("Accept", type)])))
    }

    private func text(_ reply: Reply) -> String { String(decoding: reply.body.bytes, as: UTF8.self) }

    @Test(arguments: ["/health", "/health/ready", "/health/live", "/health/started", "/health/"])
    func `health has the form that scripts look for`(_ path: String) async throws {
        let reply = try await get(path)
        #expect(reply.status == 200 && reply.header("Content-Type") == "application/json; charset=UTF-8")
        #expect(text(reply).contains("\"status\": \"UP\""))
        #expect(try JSONReader.read(reply.body.bytes, options: .strict)["status"] == "UP")
        #expect(try await get(path, method: .head).status == 200)
        #expect(try await get(path, "--health-enabled=false").status == 404)
    }

    @Test func `the figures have Keycloak's names`() async throws {
        let metrics = text(try await get("/metrics"))
        let gets = #"http_server_requests_seconds_count{method="GET",outcome="SUCCESS",status="200"} 2.0"#
        #expect(metrics.contains(gets))
        #expect(metrics.contains(#"{method="POST",outcome="CLIENT_ERROR",status="401"} 1.0"#))
        #expect(metrics.contains("\nprocess_start_time_seconds 1800000000.0\n") && metrics.hasSuffix("\n"))
        for line in metrics.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.contains(/^[a-z_0-9]+(\{[^}]*\})? [0-9.e+-]+$/), "\(line)")
        }
        #expect(try await get("/metrics", "--metrics-enabled", "false").status == 404)
    }

    @Test func `the figures come in OpenMetrics' form, and in the older one to who asks for it`() async throws {
        for open in [try await get("/metrics"), try await metrics(accepting: "*/*")] {
            #expect(open.header("Content-Type") == "application/openmetrics-text; version=1.0.0; charset=utf-8")
            #expect(text(open).contains("\n# TYPE process_cpu_time_ns counter\nprocess_cpu_time_ns_total "))
            #expect(text(open).hasSuffix("\n# EOF\n"))
        }
        let plain = try await metrics(accepting: "text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
        #expect(plain.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
        #expect(text(plain).contains("\n# TYPE process_cpu_time_ns_total counter\nprocess_cpu_time_ns_total "))
        #expect(!text(plain).contains("# EOF"))
    }

    @Test func `the root leads to both, and everything stands below the relative path`() async throws {
        #expect(text(try await get("/")).contains("href=\"/health\""))
        let rest = text(try await get("/", "--http-management-health-enabled=false", "--metrics-enabled=false"))
        #expect(!rest.contains("href=\"/"), "what is switched off has no link")
        let paths = ["/auth/health/ready", "/auth", "/auth/"]
        for path in paths { #expect(try await get(path, "--http-relative-path", "/auth").status == 200) }
        #expect(try await get("/health", "--http-relative-path", "/auth").status == 404)
        let own = ["--http-relative-path", "/auth", "--http-management-relative-path", "/"]
        #expect(try await get("/health", own[0], own[1], own[2], own[3]).status == 200)
        #expect(try await get("/other").status == 404)
        #expect(try await get("/health", method: .post).status == 405)
    }

    @Test func `clients' ports answer health and metrics too`() async throws {
        try await withMockIDP({ $0.relativePath = "/auth" }) { server in
            for path in Management.paths {
                let reply = await server.answer(Call(method: "GET", target: "/auth" + path))
                #expect(reply.status == 200, "\(path)")
            }
            let metrics = text(await server.answer(Call(method: "GET", target: "/auth/metrics")))
            #expect(metrics.contains(#"method="GET",outcome="SUCCESS",status="200"} 5.0"#))
        }
    }
}
