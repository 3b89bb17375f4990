import Crypto
import Foundation
import JSON
import MockIDP
import MockIDPTestKit
import Testing

@Suite(.timeLimit(.minutes(2)))
struct GatewayTests {
    @Test(.enabled(if: Envoy.program != nil, "Envoy is not there: ./scripts/test installs it from PyPI"))
    func `Envoy lets the realm's tokens pass and refuses the others`() async throws { try await judge(Envoy()) }

    @Test(.enabled(if: HAProxy.program != nil, "HAProxy is not there: ./scripts/test installs it with apt-get"))
    func `HAProxy lets the realm's tokens pass and refuses the others`() async throws { try await judge(HAProxy()) }

    private func judge<Kind: Gateway>(_ gateway: Kind) async throws {
        try await withMockIDP { idp in
            let realm = try await GuardedRealm("guarded", of: idp)
            let other = try await GuardedRealm("other", of: idp)
            let service = try Service()
            let room = try GatewayRoom()
            defer { room.close() }
            let address = try await gateway.start(before: service, trusting: realm, in: room)
            for attempt in try await Attempt.all(realm, other) {
                let answer = try await Web.get("\(address)/tools?q=1", token: attempt.token)
                switch attempt.verdict {
                case .passes:
                    #expect(answer.status == 200, "\(attempt.name)")
                    #expect(answer.text == "the service answers GET /tools?q=1", "\(attempt.name)")
                case .refused: #expect(answer.status == 401, "\(attempt.name)")
                case .wrongAudience: #expect(answer.status == Kind.statusForWrongAudience, "\(attempt.name)")
                }
            }
            await service.stop()
        }
    }
}

/// One request to the gateway: the token that it carries, and what must come of it.
struct Attempt {
    enum Verdict { case passes, refused, wrongAudience }

    let name: String
    let token: String?
    let verdict: Verdict

    init(_ name: String, _ token: String?, _ verdict: Verdict) {
        self.name = name
        self.token = token
        self.verdict = verdict
    }

    static func all(_ realm: GuardedRealm, _ other: GuardedRealm) async throws -> [Attempt] {
        let good = try await realm.clientToken()
        let forge = try Forge(like: good)
        let anHourAgo = Int(Date().timeIntervalSince1970) - 3600
        return [
            Attempt("client_credentials", good, .passes),
            Attempt("password", try await realm.userToken(), .passes),
            // Shows that what the forge signs is refused below for the claim it changed, not for how it was made.
            Attempt("signed again", try forge.signed(by: realm.key), .passes),
            Attempt("no token", nil, .refused),
            Attempt("expired", try forge.signed(by: realm.key, ["exp": .number(JSONNumber(anHourAgo))]), .refused),
            Attempt("wrong issuer", try forge.signed(by: realm.key, ["iss": .string(other.issuer)]), .refused),
            Attempt("wrong audience", try forge.signed(by: realm.key, ["aud": "account"]), .wrongAudience),
            Attempt("wrong audiences", try forge.signed(by: realm.key, ["aud": ["account", "x"]]), .wrongAudience),
            Attempt("spoilt signature", forge.spoilt(), .refused),
            Attempt("alg none", forge.unsigned(), .refused),
            Attempt("HS256 with the public key", forge.signed(bySecret: realm.publicKeyPEM), .refused),
            Attempt("another realm's key", try forge.signed(by: other.key), .refused),
            Attempt("another realm's token", try await other.clientToken(), .refused),
        ]
    }
}
