import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// The lines that public code waits for.
@Suite struct StartReportTests {
    @Test func `a start says what wait strategies look for`() async throws {
        let lines = Mutex<[String]>([])
        let log = Log { line in lines.withLock { $0.append(line) } }
        try await withMockIDP(
            log: log,
            {
                $0.managementPort = 0
                $0.notices = ["KC_X is unknown and ignored"]
            }
        ) { server in
            server.announce(startedIn: 7, profile: "dev")
            let port = try #require(server.managementPort)
            let text = lines.withLock { $0.joined(separator: "\n") }
            // Testcontainers (Java, Python, Go), Quarkus and Aspire look for these.
            #expect(text.contains(/.*Keycloak.*started.*/) && text.contains(/started in \d+\.\d+s/))
            #expect(text.contains(/Keycloak (.*) started in/) && text.contains("Created temporary admin user"))
            #expect(
                text.contains(
                    "started in 0.007s. Listening on: http://127.0.0.1:\(server.port). "
                        + "Management interface listening on http://127.0.0.1:\(port)."))
            #expect(text.contains("INFO  [io.quarkus] (main) Profile dev activated."))
            #expect(text.contains("INFO  [org.keycloak.services] (main) KC-SERVICES0050: Initializing master realm"))
            #expect(text.contains("WARN  [mockidp] (main) KC_X is unknown and ignored"))
        }
    }
}
