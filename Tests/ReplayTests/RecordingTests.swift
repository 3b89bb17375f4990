import HTTPServer
import JSON
import MockIDP
import MockIDPTestKit
import Testing

@Suite struct RecordingTests {
    @Test(arguments: Recording.shares)
    func `a recording is answered as Keycloak answered, at least as far as before`(
        _ name: String, _ share: Double
    ) async throws {
        let recording = try Recording(name)
        let clock = ManualClock()
        let outcome = try await withMockIDP(time: clock.source, { $0.loops = 1 }) { idp in
            await recording.replay(authority: "127.0.0.1:\(idp.port)") { call, isPolling in
                if isPolling { clock.advance(bySeconds: 6) }
                return await idp.answer(call)
            }
        }
        let differences = outcome.failures.prefix(20).joined(separator: "\n")
        #expect(
            outcome.share >= share,
            "\(name): \(outcome.exact) of \(outcome.counted) exchanges are exact\n\(differences)")
        if outcome.share > share { print("\(name): \(outcome.share) % are exact, raise \(share) in shares.json") }
    }
}
