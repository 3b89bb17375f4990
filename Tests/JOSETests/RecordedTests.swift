import Crypto
import JOSE
import JSON
import Testing

/// Tokens and keys that a real Keycloak made (recording: algorithms).
@Suite struct RecordedTests {
    @Test func `tokens of every algorithm are verified with the published keys`() throws {
        let recorded = try fixture("tokens")
        let set = try JWKSet(from: try #require(try recorded.member("jwks").object))
        let tokens = try #require(try recorded.member("tokens").array).compactMap(\.string)
        var algorithms: Set<Algorithm> = []
        for token in tokens {
            let parsed = try JWS.parse(token)
            algorithms.insert(try #require(parsed.algorithm))
            #expect(set.candidates(for: parsed).count == 1)
            #expect(set.verify(parsed))
            #expect(try parsed.claims()["iss"]?.string?.hasSuffix("/realms/p-algs") == true)
            var others = set
            others.keys.removeAll { $0.keyID == parsed.keyID }
            #expect(!others.verify(parsed))
        }
        #expect(algorithms == Set(Algorithm.allCases.filter { $0.keyType != .oct }))
    }

    @Test func `the published keys are written back byte for byte`() throws {
        let json = try #require(try fixture("tokens").member("jwks").object)
        let set = try JWKSet(from: json)
        #expect(set.keys.count == json["keys"]?.array?.count)
        #expect(set.json.text == json.text)
    }

    @Test func `key ids are computed as recorded`() throws {
        let set = try JWKSet(from: try #require(try fixture("tokens").member("jwks").object))
        for key in set.keys { #expect(key.publicKey?.sha256KeyID == key.keyID) }
    }

    @Test func `headers are written with their two spaces`() throws {
        let token = try #require(try fixture("tokens").member("tokens").array?.first?.string)
        let parsed = try JWS.parse(token)
        let header = JWS.header(algorithm: parsed.algorithmText, keyID: parsed.keyID)
        #expect(token.hasPrefix(String(decoding: JWS.headerPart(header), as: UTF8.self)))
        #expect(
            String(decoding: JWS.header(algorithm: "RS256", type: "at+jwt", keyID: "a\"b"), as: UTF8.self)
                == #"{"alg":"RS256","typ" : "at+jwt","kid" : "a\"b"}"#)
        #expect(String(decoding: JWS.header(algorithm: "none", type: nil), as: UTF8.self) == #"{"alg":"none"}"#)
    }
}
