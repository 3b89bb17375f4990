import Crypto
import Foundation
import Testing

@Suite struct KeyTests {
    @Test(arguments: ["P-256", "P-384", "P-521", "Ed25519", "RSA"])
    func `keys of the openssl command are read and written as it does`(name: String) throws {
        let files = try OpenSSLFixture.read().key(name)
        let key = try PrivateKey(pem: files.pkcs8)
        let publicKey = try PublicKey(pem: files.public)
        #expect(key.publicKey == publicKey)
        #expect(key.pem == files.pkcs8)
        #expect(publicKey.pem == files.public)
        #expect(try PrivateKey(der: key.traditionalDER) == key)
        guard let traditional = files.traditional else { return }
        #expect(try PrivateKey(pem: traditional) == key)
        #expect(PEM.blocks(in: traditional).last?.bytes == key.traditionalDER)
    }

    @Test func `the older form of an RSA public key is read too`() throws {
        let files = try OpenSSLFixture.read()
        #expect(try PublicKey(pem: files.rsaPublicTraditional) == PublicKey(pem: files.key("RSA").public))
    }

    @Test(arguments: [PrivateKey.Specification.ec(.p256), .ec(.p384), .ec(.p521), .ed25519, .rsa(bits: 2048)])
    func `generated keys differ and survive their DER form`(specification: PrivateKey.Specification) throws {
        let key = try PrivateKey.generate(specification)
        #expect(try PrivateKey(der: key.der) == key)
        #expect(try PublicKey(der: key.publicKey.der) == key.publicKey)
        #expect(try PrivateKey.generate(specification) != key)
        switch specification {
        case .rsa(let bits): #expect(key.kind == .rsa(bits: bits))
        case .ec(let curve): #expect(key.kind == .ec(curve))
        case .ed25519: #expect(key.kind == .ed25519)
        }
    }

    @Test(arguments: [PrivateKey.Specification.ec(.p256), .ec(.p521), .ed25519, .rsa(bits: 1024), .rsa(bits: 1031)])
    func `generated keys follow from the random bytes alone`(specification: PrivateKey.Specification) throws {
        func key(seed: Int) throws -> PrivateKey {
            var number = seed
            return try PrivateKey.generate(specification) { count in
                number += 100
                var bytes: [UInt8] = []
                while bytes.count < count { bytes += Digest.sha256.hash(Array("\(number) \(bytes.count)".utf8)) }
                return Array(bytes.prefix(count))
            }
        }
        #expect(try key(seed: 1).der == key(seed: 1).der)
        #expect(try key(seed: 1) != key(seed: 2))
        guard case .rsa(let bits) = specification else { return }
        #expect(try key(seed: 1).kind == .rsa(bits: bits))
        let signature = try key(seed: 1).sign([1, 2], .rs256)
        #expect(try key(seed: 1).publicKey.verify(signature, of: [1, 2], .rs256))
    }

    @Test func `key ids are those that Keycloak gave to the same keys`() throws {
        struct Entry: Decodable { let kid, publicKey: String }
        let entries: [Entry] = try fixture("key-ids")
        #expect(entries.count >= 9)
        for entry in entries {
            let der = try #require(Base64.decode(entry.publicKey))
            #expect(try PublicKey(der: der).sha256KeyID == entry.kid)
            #expect(try PublicKey(der: der).der == der)
        }
    }

    @Test func `keys that are none are refused`() throws {
        let modulus = try #require(try PrivateKey.generate(.rsa(bits: 1024)).publicKey.rsaNumbers?.modulus)
        #expect(throws: CryptoError.self) { try PublicKey(rsaModulus: modulus, exponent: [1]) }
        #expect(throws: CryptoError.self) { try PublicKey(rsaModulus: modulus, exponent: [4]) }
        #expect(throws: CryptoError.self) { try PublicKey(rsaModulus: [], exponent: [3]) }
        #expect(throws: CryptoError.self) {
            try PublicKey(rsaModulus: [UInt8](repeating: 255, count: 4096), exponent: [3])
        }
        let point = try #require(try PrivateKey.generate(.ec(.p256)).publicKey.ecPoint)
        var offCurve = point.y
        offCurve[31] ^= 1
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: point.x, y: offCurve) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: point.x, y: point.y.dropLast()) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p384, x: point.x, y: point.y) }
        #expect(throws: CryptoError.self) { try PublicKey(ed25519: [1, 2, 3]) }
        #expect(throws: CryptoError.self) { try PrivateKey(ed25519Seed: []) }
        #expect(throws: CryptoError.self) { try PrivateKey(curve: .p256, d: [0]) }
        #expect(throws: CryptoError.self) { try PrivateKey(curve: .p256, d: [UInt8](repeating: 255, count: 32)) }
        #expect(throws: CryptoError.self) { try PrivateKey.generate(.rsa(bits: 8)) }
    }

    @Test func `spoilt DER never crashes`() throws {
        let files = try OpenSSLFixture.read()
        for file in files.keys {
            let key = try PrivateKey(pem: file.pkcs8)
            for original in [key.der, key.traditionalDER, key.publicKey.der] {
                for _ in 0..<150 {
                    var der = original
                    der[Int.random(in: 0..<min(40, der.count))] = UInt8.random(in: 0...255)
                    if Bool.random() { der.removeLast(Int.random(in: 0..<der.count)) }
                    _ = try? PrivateKey(der: der)
                    _ = try? PublicKey(der: der)
                    _ = try? Certificate(der: der)
                }
            }
        }
        #expect(throws: CryptoError.self) { try PrivateKey(der: []) }
        #expect(throws: CryptoError.self) { try PublicKey(pem: "no key here") }
        #expect(throws: CryptoError.self) { try PrivateKey(pem: "-----BEGIN PRIVATE KEY-----\n") }
    }
}
