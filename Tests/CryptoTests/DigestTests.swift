import Crypto
import Foundation
import Testing

private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

@Suite struct DigestTests {
    @Test(arguments: [
        (Digest.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
    ])
    func `abc has its published digests`(digest: Digest, expected: String) {
        #expect(hex(digest.hash(Array("abc".utf8))) == expected)
        #expect(digest.hash([]).count == digest.size)
    }

    @Test func `HMAC agrees with RFC 4231`() {
        let second = hmac(.sha256, key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        #expect(hex(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let sixth = hmac(
            .sha256, key: [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
        #expect(hex(sixth) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        let sixthOf512 = hmac(
            .sha512, key: [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
        #expect(hex(sixthOf512).hasPrefix("80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"))
    }

    @Test func `keys between the block sizes are taken as they are or hashed by the digest's own block`() {
        // SHA-1 and SHA-256 have blocks of 64 bytes, SHA-512 of 128.
        for digest in Digest.allCases {
            let block = digest.size > 32 ? 128 : 64
            for size in [0, 1, 64, 65, 127, 128, 129, 500] {
                let key = Random.bytes(size)
                let short = (size > block ? digest.hash(key) : key)
                let padded = short + [UInt8](repeating: 0, count: block - short.count)
                let inner = digest.hash(padded.map { $0 ^ 0x36 } + Array("message".utf8))
                let expected = digest.hash(padded.map { $0 ^ 0x5c } + inner)
                #expect(hmac(digest, key: key, Array("message".utf8)) == expected, "\(digest) \(size)")
            }
        }
    }

    @Test func `values are compared whole`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(constantTimeEqual([], []))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    }

    @Test func `random bytes are of the length asked for and differ`() {
        #expect(Random.bytes(0).isEmpty)
        #expect(Random.bytes(-1).isEmpty)
        #expect(Random.bytes(32).count == 32)
        #expect(Random.bytes(32) != Random.bytes(32))
    }
}
