import Crypto
import JOSE
import JSON
import Testing

@Suite struct KeySetTests {
    private func signed(_ key: PrivateKey, keyID: String?) throws -> JWS.Parsed {
        let header = JWS.header(algorithm: "ES256", keyID: keyID)
        return try JWS.parse(try JWS.sign(header: header, payload: [], .es256, key: .privateKey(key)))
    }

    @Test func `a key is chosen by id, algorithm and use`() throws {
        let key = try PrivateKey.generate(.ec(.p256))
        let token = try signed(key, keyID: "a")
        func verifies(_ keyID: String?, _ algorithm: String?, _ use: String?) -> Bool {
            JWKSet([JWK(.publicKey(key.publicKey), keyID: keyID, algorithm: algorithm, use: use)]).verify(token)
        }
        #expect(verifies("a", "ES256", "sig"))
        #expect(verifies("a", nil, nil))
        #expect(!verifies("b", "ES256", "sig"))
        #expect(!verifies(nil, "ES256", "sig"))
        #expect(!verifies("a", "ES384", "sig"))
        #expect(!verifies("a", "ES256", "enc"))
    }

    @Test func `of two keys with one id either verifies, and a token without an id tries all`() throws {
        let keys = try (0..<2).map { _ in try PrivateKey.generate(.ec(.p256)) }
        let set = JWKSet(keys.map { JWK(.publicKey($0.publicKey), keyID: "a") })
        for key in keys {
            #expect(try set.verify(signed(key, keyID: "a")))
            #expect(try set.verify(signed(key, keyID: nil)))
        }
        #expect(try !set.verify(signed(.generate(.ec(.p256)), keyID: nil)))
    }

    @Test func `keys that cannot be used leave the others usable`() throws {
        let good = JWK(.publicKey(try PrivateKey.generate(.ed25519).publicKey), keyID: "good")
        let set = try JWKSet(from: ["keys": [["kty": "future"], 1, .object(good.json), ["kty": "RSA", "n": "AQ"]]])
        #expect(set.keys == [good])
        #expect(throws: JOSEError.self) { try JWKSet(from: [:]) }
        #expect(throws: JOSEError.self) { try JWKSet(from: ["keys": "x"]) }
    }

    @Test func `secrets are never published`() throws {
        let set = JWKSet([JWK(.secret([1, 2, 3]), keyID: "s", algorithm: "HS512", use: "sig")])
        #expect(set.json.text == #"{"keys":[]}"#)
        #expect(set.keys[0].json.text == #"{"kid":"s","kty":"oct","alg":"HS512","use":"sig"}"#)
    }

    @Test func `keys that contradict themselves are refused`() throws {
        let ec = try #require(JWK(.privateKey(try .generate(.ec(.p256)))).privateJSON as JSONObject?)
        let ed = JWK(.privateKey(try .generate(.ed25519))).privateJSON
        let certificateKey = try PrivateKey.generate(.ec(.p256))
        let certificate = try Certificate.selfSigned(
            commonName: "x", key: certificateKey, notBefore: 0, notAfter: 1, serial: 1)
        let changes: [(JSONObject, String, JSONValue)] = [
            (ec, "d", .string(Base64.urlEncode(Random.bytes(32).map { $0 & 0x7f }))), (ec, "crv", "P-384"),
            (ec, "crv", "secp256k1"), (ec, "x", "AAAA"), (ec, "y", nil), (ec, "kty", "ec"), (ec, "kid", 1),
            (ec, "x", .string((ec["x"]?.string ?? "") + "=")), (ec, "x5c", "x"), (ec, "x5c", ["AAAA"]),
            (ec, "x5c", [.string(Base64.encode(certificate.der))]), (ed, "crv", "X25519"), (ed, "crv", "Ed448"),
            (ed, "d", .string(Base64.urlEncode(Random.bytes(32)))), (ed, "x", "AAAA"), (ed, "kty", nil),
        ]
        for (original, name, value) in changes {
            var json = original
            json[name] = value
            #expect(throws: JOSEError.self, "\(name)") { try JWK(from: json) }
        }
        #expect(try JWK(from: ec).signingKey != nil)
        let withCertificate = JWK(.publicKey(certificateKey.publicKey), certificates: [certificate])
        #expect(try JWK(from: withCertificate.json) == withCertificate)
    }
}
