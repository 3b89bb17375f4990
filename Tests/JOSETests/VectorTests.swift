import Crypto
import JOSE
import JSON
import Testing

/// The examples of RFC 7515 appendix A, RFC 7517 appendix A, RFC 7520 section 4, RFC 8037 appendix A and RFC 7638.
@Suite struct VectorTests {
    @Test func `the examples of the RFCs verify, and nothing but them`() throws {
        let vectors = try #require(try fixture("rfc-vectors").member("signatures").array)
        #expect(vectors.count == 9)
        for vector in vectors {
            let source = vector["source"]?.string ?? ""
            let key = try JWK(from: try #require(try vector.member("key").object))
            let compact = try #require(try vector.member("compact").string)
            let parsed = try JWS.parse(compact)
            let algorithm = try #require(parsed.algorithm)
            #expect(JWS.verify(parsed, with: key.verificationKey, algorithm: algorithm), "\(source)")
            for other in Algorithm.allCases where other != algorithm {
                #expect(!JWS.verify(parsed, with: key.verificationKey, algorithm: other), "\(source) as \(other)")
            }
            #expect(JWKSet([key]).verify(parsed))
            let headerPart = Array(compact.utf8.prefix { $0 != UInt8(ascii: ".") }) + [UInt8(ascii: ".")]
            let signed = try JWS.sign(
                headerPart: headerPart, payload: parsed.payload, algorithm, key: try #require(key.signingKey))
            #expect((String(decoding: signed, as: UTF8.self) == compact) == (vector["isDeterministic"] == .bool(true)))
            #expect(JWS.verify(try JWS.parse(signed), with: key.verificationKey, algorithm: algorithm), "\(source)")
        }
    }

    @Test func `the unsecured example is parsed, and no key verifies it`() throws {
        let vectors = try #require(try fixture("rfc-vectors").member("signatures").array)
        let payload = try #require(vectors.first?["compact"]?.string?.split(separator: ".")[1])
        let parsed = try JWS.parse("eyJhbGciOiJub25lIn0.\(payload).")
        #expect(parsed.algorithmText == "none")
        #expect(parsed.algorithm == nil)
        for vector in vectors {
            let key = try JWK(from: try #require(try vector.member("key").object))
            #expect(!JWKSet([key]).verify(parsed))
            for algorithm in Algorithm.allCases {
                #expect(!JWS.verify(parsed, with: key.verificationKey, algorithm: algorithm))
            }
        }
    }

    @Test func `the key examples are read and written, private members included`() throws {
        let keys = try #require(try fixture("rfc-vectors").member("keys").array)
        let signed = try #require(try fixture("rfc-vectors").member("signatures").array).compactMap { $0["key"] }
        for value in keys + signed {
            let json = try #require(value.object)
            let key = try JWK(from: json)
            #expect(Set(key.privateJSON.map(\.name)) == Set(json.names))
            for (name, value) in key.privateJSON { #expect(json[name] == value) }
            for secret in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(key.json[secret] == nil) }
            #expect(try JWK(from: key.privateJSON) == key)
        }
    }

    @Test func `thumbprints are those of RFC 7638 and RFC 8037`() throws {
        let keys = try #require(try fixture("rfc-vectors").member("keys").array)
        let rsa = try JWK(from: try #require(keys[1].object))
        #expect(rsa.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        let ed25519 = try JWK(from: [
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ])
        #expect(ed25519.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }
}
