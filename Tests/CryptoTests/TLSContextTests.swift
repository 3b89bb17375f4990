import Crypto
import Foundation
import Testing

@Suite struct TLSContextTests {
    private func makeServer(hostNames: [String] = ["localhost"]) throws -> (PrivateKey, Certificate) {
        let key = try PrivateKey.generate(.ec(.p256))
        let certificate = try Certificate.selfSigned(
            commonName: "localhost", key: key, notBefore: 0, notAfter: 4_000_000_000, serial: 1, hostNames: hostNames)
        return (key, certificate)
    }

    @Test func `a server's certificate and key are read from PEM files`() throws {
        let (key, certificate) = try makeServer()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let certificateFile = folder.appending(path: "certificate.pem").path
        let keyFile = folder.appending(path: "key.pem").path
        let otherFile = folder.appending(path: "other.pem").path
        try certificate.pem.write(toFile: certificateFile, atomically: true, encoding: .utf8)
        try key.pem.write(toFile: keyFile, atomically: true, encoding: .utf8)
        try makeServer().0.pem.write(toFile: otherFile, atomically: true, encoding: .utf8)
        _ = try TLSContext(certificateFile: certificateFile, keyFile: keyFile, askForClientCertificate: true)
        #expect(throws: CryptoError.self) { try TLSContext(certificateFile: certificateFile, keyFile: otherFile) }
        #expect(throws: CryptoError.self) { try TLSContext(certificateFile: certificateFile, keyFile: "/nowhere") }
        #expect(throws: CryptoError.self) { try TLSContext(certificateFile: keyFile, keyFile: keyFile) }
    }

    @Test func `a certificate and a key that do not belong together are refused`() throws {
        let (key, certificate) = try makeServer()
        let (other, _) = try makeServer()
        _ = try TLSContext(certificate: certificate, key: key)
        #expect(throws: CryptoError.self) { try TLSContext(certificate: certificate, key: other) }
        #expect(throws: CryptoError.self) { try TLSContext(clientTrusting: "no certificate") }
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST", true), ("127.0.0.1", true), ("example.com", false), ("127.0.0.2", false),
        ("localhost.example.com", false),
    ])
    func `a client accepts a certificate for the host it asked for`(host: String, isAccepted: Bool) throws {
        let (key, certificate) = try makeServer(hostNames: ["localhost", "127.0.0.1"])
        let server = try TLSContext(certificate: certificate, key: key)
        let client = try TLSContext(clientTrusting: certificate.pem)
        #expect(try TLSHandshake(client: client, host: host, server: server).isComplete == isAccepted)
    }

    @Test func `a client refuses a certificate that nobody it trusts vouches for`() throws {
        let (key, certificate) = try makeServer()
        let (_, stranger) = try makeServer()
        let server = try TLSContext(certificate: certificate, key: key)
        let client = try TLSContext(clientTrusting: stranger.pem)
        #expect(try !TLSHandshake(client: client, host: "localhost", server: server).isComplete)
    }

    @Test func `a server that asks for a client's certificate hands on any, and lets those in that have none`() throws {
        let (key, certificate) = try makeServer()
        let server = try TLSContext(certificate: certificate, key: key, askForClientCertificate: true)
        let (clientKey, clientCertificate) = try makeServer(hostNames: [])
        let stranger = try TLSContext(clientTrusting: certificate.pem)
        let without = try TLSHandshake(client: stranger, host: "localhost", server: server)
        #expect(without.isComplete)
        #expect(without.clientCertificate == nil)
        let client = try TLSContext(
            clientTrusting: certificate.pem, identity: (certificate: clientCertificate, key: clientKey))
        let handshake = try TLSHandshake(client: client, host: "localhost", server: server)
        #expect(handshake.isComplete)
        #expect(handshake.clientCertificate == clientCertificate.der)
    }
}
