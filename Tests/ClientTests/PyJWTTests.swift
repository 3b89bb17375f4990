import JSON
import MockIDP
import MockIDPTestKit
import Testing

@Suite(.enabled(if: PythonProgram.isInstalled, PythonProgram.howToInstall), .timeLimit(.minutes(2)))
struct PyJWTTests {
    @Test func `PyJWT verifies a token of every algorithm and refuses a spoilt one`() async throws {
        let report = try await withMockIDP { idp in
            try await PythonProgram("pyjwt_algorithms.py").answers(from: idp.baseURL)
        }
        let byKeySet = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
        let byIntrospection = ["HS256", "HS384", "HS512"]
        for algorithm in byKeySet + byIntrospection {
            let answer = report[algorithm]
            #expect(answer?["alg"]?.string == algorithm)
            #expect(answer?["verified"] == true, "\(algorithm)")
            let refusal = byKeySet.contains(algorithm) ? "InvalidSignatureError" : "inactive"
            #expect(answer?["spoilt"]?.string == refusal, "\(algorithm)")
        }
        let keys = report.object?.map { $0.value["kid"] } ?? []
        #expect(Set(keys).count == byKeySet.count + byIntrospection.count, "every algorithm has a key of its own")
    }
}
