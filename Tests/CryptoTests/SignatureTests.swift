import Crypto
import Foundation
import Testing

/// A key for each scheme; RSA keys are few, as they take long to make.
struct Keys: Sendable {
    static let shared = Keys()
    let rsa = [try? PrivateKey.generate(.rsa(bits: 2048)), try? PrivateKey.generate(.rsa(bits: 2048))]

    func pair(for scheme: SignatureScheme) throws -> (PrivateKey, PrivateKey) {
        switch scheme {
        case .es256: (try .generate(.ec(.p256)), try .generate(.ec(.p256)))
        case .es384: (try .generate(.ec(.p384)), try .generate(.ec(.p384)))
        case .es512: (try .generate(.ec(.p521)), try .generate(.ec(.p521)))
        case .edDSA: (try .generate(.ed25519), try .generate(.ed25519))
        default: (try #require(rsa[0]), try #require(rsa[1]))
        }
    }
}

@Suite struct SignatureTests {
    @Test(arguments: SignatureScheme.allCases)
    func `a signature is verified by its key for its message alone`(scheme: SignatureScheme) throws {
        let (key, other) = try Keys.shared.pair(for: scheme)
        for message in [[], Array("message".utf8), Random.bytes(5000)] {
            let signature = try key.sign(message, scheme)
            #expect(signature.count == key.signatureSize)
            #expect(key.publicKey.verify(signature, of: message, scheme))
            #expect(!other.publicKey.verify(signature, of: message, scheme))
            #expect(!key.publicKey.verify(signature, of: message + [0], scheme))
            #expect(!key.publicKey.verify(signature + [0], of: message, scheme))
            #expect(!key.publicKey.verify([0] + signature, of: message, scheme))
            #expect(!key.publicKey.verify(signature.dropLast(), of: message, scheme))
            #expect(!key.publicKey.verify([], of: message, scheme))
        }
    }

    @Test(arguments: SignatureScheme.allCases)
    func `one bit makes the difference`(scheme: SignatureScheme) throws {
        let (key, _) = try Keys.shared.pair(for: scheme)
        let message = Array("message".utf8)
        let signature = try key.sign(message, scheme)
        for index in signature.indices {
            var flipped = signature
            flipped[index] ^= 1 << UInt8.random(in: 0..<8)
            #expect(!key.publicKey.verify(flipped, of: message, scheme))
        }
    }

    @Test func `a scheme takes no other kind of key`() throws {
        for scheme in SignatureScheme.allCases {
            for other in SignatureScheme.allCases where !scheme.fits(try Keys.shared.pair(for: other).0.kind) {
                let (key, _) = try Keys.shared.pair(for: other)
                #expect(throws: CryptoError.self) { try key.sign([1], scheme) }
                let signature = try key.sign([1], other)
                #expect(!key.publicKey.verify(signature, of: [1], scheme))
            }
        }
    }

    @Test func `RSA signatures of one scheme are none of another`() throws {
        let (key, _) = try Keys.shared.pair(for: .rs256)
        let schemes: [SignatureScheme] = [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]
        for scheme in schemes {
            let signature = try key.sign([1], scheme)
            for other in schemes { #expect(key.publicKey.verify(signature, of: [1], other) == (scheme == other)) }
        }
    }

    @Test func `elliptic-curve signatures of zeros, of the order, or in DER are refused`() throws {
        let files = try OpenSSLFixture.read()
        let key = try PublicKey(pem: files.key("P-256").public)
        let message = Array(files.message.utf8)
        let order = Array(Data(base64Encoded: "/////wAAAAD//////////7zm+q2nF56E87nKwvxjJVE=") ?? Data())
        let zero = [UInt8](repeating: 0, count: 32)
        let one = [UInt8](repeating: 0, count: 31) + [1]
        #expect(order.count == 32)
        for (r, s) in [(zero, zero), (zero, one), (one, zero), (order, order), (order, one), (one, order)] {
            #expect(!key.verify(r + s, of: message, .es256))
        }
        #expect(!key.verify(Array(files.ecdsaDER), of: message, .es256))
    }

    @Test func `signatures of the openssl command are verified, with a salt as long as the digest`() throws {
        let files = try OpenSSLFixture.read()
        let key = try PublicKey(pem: files.key("RSA").public)
        let message = Array(files.message.utf8)
        #expect(key.verify(Array(files.rs256), of: message, .rs256))
        #expect(key.verify(Array(files.ps256SaltOf32), of: message, .ps256))
        #expect(!key.verify(Array(files.ps256SaltOf20), of: message, .ps256))
        #expect(try PrivateKey(pem: files.key("RSA").pkcs8).sign(message, .rs256) == Array(files.rs256))
    }

    @Test func `short RSA keys sign and verify from 1024 bits`() throws {
        let key = try PrivateKey.generate(.rsa(bits: 1024))
        #expect(key.publicKey.verify(try key.sign([1], .rs256), of: [1], .rs256))
    }

    @Test func `a signature is written into memory that has room, and only there`() throws {
        let (key, _) = try Keys.shared.pair(for: .es256)
        let message: [UInt8] = [1, 2]
        var target = [UInt8](repeating: 7, count: 70)
        let result = target.withUnsafeMutableBytes { target in
            message.withUnsafeBytes { key.sign($0, .es256, into: target) }
        }
        try result.get()
        #expect(Array(target[64...]) == [7, 7, 7, 7, 7, 7])
        #expect(key.publicKey.verify(Array(target[..<64]), of: message, .es256))
        var small = [UInt8](repeating: 0, count: 63)
        let refused = small.withUnsafeMutableBytes { small in
            message.withUnsafeBytes { key.sign($0, .es256, into: small) }
        }
        #expect(throws: CryptoError.self) { try refused.get() }
    }

    @Test(arguments: [SignatureScheme.rs256, .ps256, .es256, .edDSA])
    func `several threads sign and verify with one key`(scheme: SignatureScheme) async throws {
        let (key, _) = try Keys.shared.pair(for: scheme)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try (0..<25).allSatisfy { round in
                        let message = [UInt8(number), UInt8(round)]
                        return key.publicKey.verify(try key.sign(message, scheme), of: message, scheme)
                    }
                }
            }
            for try await isGood in group { #expect(isGood) }
        }
    }
}
