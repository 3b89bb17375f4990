import Foundation
import HTTPServer
import JSON
import MockIDP
import MockIDPTestKit
import Testing

/// One after the other: a replay computes for seconds, and the tests beside it would wait for a thread.
@Suite(.serialized) struct RecordingTests {
    @Test(arguments: Recording.names)
    func `a recording is answered as Keycloak answered, at least as far as before`(_ name: String) async throws {
        let outcome = try await Self.outcome(of: name)
        let losses = try Evidence.read().losses(outcome, of: name)
        #expect(
            losses.isEmpty,
            """
            \(name): \(outcome.exact) of \(outcome.counted) exchanges are exact, \(outcome.unsent) cannot be sent
            \(losses.joined(separator: "\n"))
            \(outcome.failures.prefix(20).joined(separator: "\n"))
            """)
    }

    @Test func `no recording has gone`() throws {
        let evidence = try Evidence.read()
        #expect(!Recording.names.isEmpty)
        #expect(Set(evidence.shares.keys).subtracting(Recording.names).isEmpty)
        #expect(evidence.shares.keys.sorted() == evidence.routes.keys.sorted())
    }

    /// Not a test: what `scripts/check renew-coverage` runs. It keeps what it finds, and says what was lost.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["RENEW_EVIDENCE"] != nil))
    func `the evidence is renewed`() async throws {
        var evidence = Evidence()
        for name in Recording.names {
            let outcome = try await Self.outcome(of: name)
            evidence.shares[name] = outcome.share
            evidence.routes[name] = outcome.routes
            print("\(name): \(outcome.exact) of \(outcome.counted) exact, \(outcome.unsent) cannot be sent")
        }
        try evidence.write()
    }

    /// Seconds since 1970: about when the exchanges were recorded; certificates in them end.
    private static let recorded = 1_795_500_000

    private static func outcome(of name: String) async throws -> Outcome {
        let recording = try Recording(name)
        let clock = ManualClock(at: recorded)
        return try await withMockIDP(clock: clock, { $0.loops = 1 }) { idp in
            try await recording.replay(authority: "127.0.0.1:\(idp.port)", now: { clock.seconds }) { call, isPolling in
                if isPolling { clock.advance(bySeconds: 6) }
                return await idp.answer(call)
            }
        }
    }
}
