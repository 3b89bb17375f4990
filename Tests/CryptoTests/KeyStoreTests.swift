import Crypto
import Foundation
import Testing

/// Key stores made by Java's keytool, of a certificate for localhost.
@Suite struct KeyStoreTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: root.appending(path: "fixtures/crypto/stores/\(name)")))
    }

    @Test(arguments: ["server.jks", "server.p12"])
    func `a store gives its key and its certificate`(_ name: String) throws {
        let store = try KeyStore(try bytes(name), password: "feedfeed")
        let certificate = try Certificate(pem: String(decoding: try bytes("server.pem"), as: UTF8.self))
        #expect(store.chain == [certificate] && store.trusted.isEmpty)
        #expect(store.key?.publicKey.der == certificate.publicKeyDER)
        let key = try #require(store.key)
        let server = try TLSContext(certificate: certificate, key: key)
        let client = try TLSContext(clientTrusting: certificate.pem)
        #expect(try TLSHandshake(client: client, host: "localhost", server: server).isComplete)
    }

    @Test(arguments: ["server.jks", "server.p12"])
    func `a wrong password is said`(_ name: String) throws {
        let error = CryptoError("read the key store", "the password is wrong")
        #expect(throws: error) { try KeyStore(try bytes(name), password: "wrong") }
    }

    /// Stores with a key `curve` before the key `signer`; each key of the JKS file has the password keypass1.
    @Test(arguments: [("keys.jks", "keypass1"), ("keys.p12", "storepass")])
    func `a key is found by its alias, with its own password`(_ name: String, _ password: String) throws {
        let store = try bytes(name)
        func key(_ alias: String, _ keyPassword: String) throws -> PrivateKey? {
            try KeyStore.key(alias, in: store, password: "storepass", keyPassword: keyPassword)
        }
        #expect(try key("Signer", password)?.kind == .rsa(bits: 2048) && key("signer", password) != nil)
        #expect(try key("curve", password)?.kind == .ec(.p256))
        #expect(try key("server", password) == nil)
        #expect((try? key("signer", "wrong")) ?? nil == nil)
    }

    @Test func `a store's wrong password is said where an alias is looked for`() throws {
        let store = try bytes("keys.p12")
        #expect(throws: CryptoError("read the key store", "the password is wrong")) {
            try KeyStore.key("signer", in: store, password: "wrong", keyPassword: "wrong")
        }
    }

    @Test func `what is no store is said, wherever it ends`() throws {
        #expect(throws: CryptoError("read the key store", "it is neither PKCS#12 nor JKS")) {
            try KeyStore(Array("x".utf8), password: "")
        }
        let whole = try bytes("server.jks")
        for count in stride(from: 4, to: whole.count - 20, by: 7) {
            #expect(throws: CryptoError.self) { try KeyStore(Array(whole.prefix(count)), password: "feedfeed") }
        }
    }
}

/// Certificates of an authority made for a test.
@Suite struct TestAuthorityTests {
    @Test(arguments: [("idp.example", true), ("127.0.0.1", true), ("other.example", false), ("127.0.0.2", false)])
    func `clients that trust the authority take its certificates for the names asked`(
        _ host: String, _ isTaken: Bool
    ) throws {
        let authority = try TestAuthority(at: Int(Date().timeIntervalSince1970))
        let issued = try authority.issue(for: ["idp.example", "127.0.0.1", "::1"])
        #expect(issued.certificate.isSigned(by: try #require(authority.certificate.publicKey)))
        let server = try TLSContext(certificate: issued.certificate, key: issued.key)
        let client = try TLSContext(clientTrusting: authority.certificate.pem)
        #expect(try TLSHandshake(client: client, host: host, server: server).isComplete == isTaken)
        let stranger = try TLSContext(clientTrusting: try TestAuthority(at: 1_800_000_000).certificate.pem)
        #expect(try !TLSHandshake(client: stranger, host: host, server: server).isComplete)
    }

    @Test func `a server lets in the clients of an authority, and others only where it wants none`() throws {
        let authority = try TestAuthority(at: Int(Date().timeIntervalSince1970))
        let own = try authority.issue(for: ["localhost"])
        let alice = try authority.issue(for: ["alice"])
        let stranger = try TestAuthority(at: Int(Date().timeIntervalSince1970)).issue(for: ["alice"])
        func isLetIn(_ identity: (Certificate, PrivateKey)?, isRequired: Bool) throws -> Bool {
            let server = try TLSContext(certificate: own.certificate, key: own.key, askForClientCertificate: true)
            try server.checkClients(trusting: [authority.certificate], isRequired: isRequired)
            let client = try TLSContext(
                clientTrusting: authority.certificate.pem, identity: identity.map { (certificate: $0.0, key: $0.1) })
            return try TLSHandshake(client: client, host: "localhost", server: server).isComplete
        }
        #expect(try isLetIn((alice.certificate, alice.key), isRequired: true))
        #expect(try !isLetIn((stranger.certificate, stranger.key), isRequired: false))
        #expect(try isLetIn(nil, isRequired: false))
        #expect(try !isLetIn(nil, isRequired: true))
    }
}
