import Crypto
import JOSE
import JSON
import Testing

@Suite struct SigningTests {
    private static let rsa = [try? PrivateKey.generate(.rsa(bits: 2048)), try? PrivateKey.generate(.rsa(bits: 2048))]

    private func keys(for algorithm: Algorithm) throws -> [SigningKey] {
        switch algorithm.keyType {
        case .oct: [.secret(Random.bytes(64)), .secret(Random.bytes(64))]
        case .rsa: try Self.rsa.map { .privateKey(try #require($0)) }
        case .okp: try (0..<2).map { _ in .privateKey(try .generate(.ed25519)) }
        case .ec:
            try (0..<2).map { _ in
                let curve: Curve = algorithm == .es256 ? .p256 : algorithm == .es384 ? .p384 : .p521
                return .privateKey(try .generate(.ec(curve)))
            }
        }
    }

    private func sign(_ algorithm: Algorithm, _ key: SigningKey, header: String? = nil) throws -> JWS.Parsed {
        let header = JWS.header(algorithm: header ?? algorithm.rawValue, keyID: "k")
        return try JWS.parse(try JWS.sign(header: header, payload: Array(#"{"sub":"x"}"#.utf8), algorithm, key: key))
    }

    @Test(arguments: Algorithm.allCases)
    func `what is signed is verified by its key alone`(algorithm: Algorithm) throws {
        let keys = try keys(for: algorithm)
        let parsed = try sign(algorithm, keys[0])
        #expect(parsed.keyID == "k")
        #expect(parsed.type == "JWT")
        #expect(try parsed.claims() == ["sub": "x"])
        #expect(JWS.verify(parsed, with: keys[0].verificationKey, algorithm: algorithm))
        #expect(!JWS.verify(parsed, with: keys[1].verificationKey, algorithm: algorithm))
        for other in Algorithm.allCases where other != algorithm {
            #expect(!JWS.verify(parsed, with: keys[0].verificationKey, algorithm: other))
            // The right key under a header that names another algorithm.
            let lying = try sign(algorithm, keys[0], header: other.rawValue)
            #expect(!JWS.verify(lying, with: keys[0].verificationKey, algorithm: algorithm))
            #expect(!JWS.verify(lying, with: keys[0].verificationKey, algorithm: other))
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `no letter of a token may change`(algorithm: Algorithm) throws {
        let key = try keys(for: algorithm)[0]
        let header = JWS.header(algorithm: algorithm.rawValue)
        let token = try JWS.sign(header: header, payload: Array(#"{"sub":"x"}"#.utf8), algorithm, key: key)
        for index in token.indices {
            var changed = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let parsed = try? JWS.parse(changed)
            #expect(parsed.map { JWS.verify($0, with: key.verificationKey, algorithm: algorithm) } != true)
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `an algorithm refuses keys of another type`(algorithm: Algorithm) throws {
        for other in Algorithm.allCases where other.keyType != algorithm.keyType {
            let key = try keys(for: other)[0]
            #expect(throws: JOSEError.self) { try sign(algorithm, key) }
        }
    }

    @Test func `a public key is never the secret of an HMAC`() throws {
        let key = try #require(Self.rsa[0])
        let forms = [
            key.publicKey.der, Array(key.publicKey.pem.utf8), key.publicKey.rsaNumbers?.modulus ?? [],
            Array(JWK(.publicKey(key.publicKey)).json.text.utf8),
        ]
        let set = JWKSet([JWK(.publicKey(key.publicKey), keyID: "k"), JWK(.publicKey(key.publicKey))])
        for form in forms {
            let forged = try sign(.hs256, .secret(form))
            #expect(!JWS.verify(forged, with: .publicKey(key.publicKey), algorithm: .hs256))
            #expect(!JWS.verify(forged, with: .publicKey(key.publicKey), algorithm: .rs256))
            #expect(!set.verify(forged))
        }
    }

    @Test func `a key in the header is never used`() throws {
        let attacker = try #require(Self.rsa[1])
        let header = JSONObject([
            ("alg", "RS256"), ("jwk", .object(JWK(.publicKey(attacker.publicKey)).json)),
            ("jku", "http://127.0.0.1:1/"),
        ])
        let forged = try JWS.parse(
            try JWS.sign(header: header.bytes, payload: [], .rs256, key: .privateKey(attacker)))
        #expect(!JWKSet([JWK(.publicKey(try #require(Self.rsa[0]).publicKey))]).verify(forged))
    }
}
