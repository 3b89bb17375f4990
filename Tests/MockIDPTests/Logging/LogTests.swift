import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// What lines look like, and which are written.
@Suite struct LogTests {
    private func lines(_ arguments: [String] = [], onTerminal: Bool = false, _ body: (Log) -> Void) throws -> [String] {
        let lines = Mutex<[String]>([])
        var log = Log { line in lines.withLock { $0.append(line) } }
            .following(try Settings(arguments: arguments, environment: [:]), onTerminal: onTerminal)
        log.time = ManualClock(at: 1_800_000_000).source
        body(log)
        return lines.withLock { $0 }
    }

    @Test func `a line has Keycloak's form`() throws {
        let line = try #require(try lines { $0.atStart.info("Realm 'a' imported", .importing) }.first)
        #expect(line.hasSuffix(":00,000 INFO  [org.keycloak.exportimport.util.ImportUtils] (main) Realm 'a' imported"))
        #expect(line.hasPrefix("2027-01-1"))
    }

    @Test func `what a user sent stays on its line`() throws {
        #expect(
            try lines { $0.warning("a\nb\u{1B}[1m") }.first?.hasSuffix(" WARN  [mockidp] (executor-thread-1) a b [1m")
                == true)
    }

    @Test(arguments: [
        ([], ["b", "c"]), (["--log-level", "debug"], ["b", "c"]), (["--log-level=error"], []),
        (["--log-level", "off,mockidp:all"], ["b"]), (["--log-level", "org.keycloak:off"], ["b"]),
        (["--log-level-org.keycloak.events=error"], ["b"]), (["--log-console-level", "error"], []),
        (["--log-level", "off", "--log-level-org.keycloak", "info"], ["c"]),
    ])
    func `levels decide what is written`(_ arguments: [String], _ expected: [String]) throws {
        let written = try lines(arguments) { log in
            log.info("b")
            log.warning("c", .events)
        }
        #expect(written.map { String($0.suffix(1)) } == expected)
    }

    @Test func `a terminal gets colours unless they are switched off`() throws {
        #expect(try lines(onTerminal: true) { $0.error("x") }.first?.contains("\u{1B}[31mERROR\u{1B}[0m") == true)
        #expect(
            try lines(["--log-console-color=false"], onTerminal: true) { $0.error("x") }.first?.contains("\u{1B}")
                == false)
        #expect(try lines(["--log-console-color=true"]) { $0.error("x") }.first?.contains("\u{1B}") == true)
    }

    @Test func `lines may be JSON`() throws {
        let line = try #require(try lines(["--log-console-output=json"]) { $0.warning("a \"b\"", .events) }.first)
        let members = try #require(try JSONReader.read(Array(line.utf8), options: .strict).object)
        #expect(members["level"] == "WARN" && members["loggerName"] == "org.keycloak.events")
        #expect(members["message"] == "a \"b\"" && members["threadName"] == "executor-thread-1")
        #expect(members["timestamp"]?.string?.hasPrefix("2027-01-1") == true)
    }
}
