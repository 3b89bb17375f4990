import Foundation

/// A file of `fixtures/crypto`, as JSON.
func fixture<T: Decodable>(_ name: String, _ type: T.Type = T.self) throws -> T {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try JSONDecoder().decode(
        T.self, from: Data(contentsOf: root.appending(path: "fixtures/crypto/\(name).json")))
}

/// What the `openssl` command made: keys in its formats, and signatures of one message.
struct OpenSSLFixture: Decodable {
    struct Key: Decodable {
        let name: String
        let traditional: String?
        let pkcs8, `public`: String
    }

    let keys: [Key]
    let rsaPublicTraditional, message: String
    let rs256, ps256SaltOf20, ps256SaltOf32, ecdsaDER: Data

    static func read() throws -> OpenSSLFixture { try fixture("openssl") }

    func key(_ name: String) throws -> Key {
        struct NoSuchKey: Error {}
        guard let key = keys.first(where: { $0.name == name }) else { throw NoSuchKey() }
        return key
    }
}
