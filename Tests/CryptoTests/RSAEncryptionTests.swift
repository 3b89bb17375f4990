import Crypto
import Testing

@Suite struct RSAEncryptionTests {
    @Test(arguments: [RSAEncryption.pkcs1, .oaep(.sha1), .oaep(.sha256)])
    func `a message is decrypted by the key it was encrypted for`(encryption: RSAEncryption) throws {
        let (key, other) = try Keys.shared.pair(for: .rs256)
        let message = Random.bytes(32)
        let hidden = try key.publicKey.encrypt(message, encryption)
        #expect(try key.decrypt(hidden, encryption) == message)
        #expect(throws: CryptoError.self) { try key.decrypt(Array(hidden.dropLast()), encryption) }
        #expect((try? other.decrypt(hidden, encryption)) != message)
    }

    @Test func `too long a message and other kinds of keys are refused`() throws {
        let (key, _) = try Keys.shared.pair(for: .rs256)
        #expect(throws: CryptoError.self) { try key.publicKey.encrypt(Random.bytes(300), .oaep(.sha1)) }
        let (curveKey, _) = try Keys.shared.pair(for: .es256)
        #expect(throws: CryptoError.self) { try curveKey.publicKey.encrypt([1], .pkcs1) }
        #expect(throws: CryptoError.self) { try curveKey.decrypt([1], .pkcs1) }
    }
}
