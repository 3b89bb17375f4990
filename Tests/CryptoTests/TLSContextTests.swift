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

    @Test func `files that cannot be used are named, with what is wrong with them`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ content: String) throws -> String {
            let url = folder.appending(path: name)
            try content.write(to: url, atomically: true, encoding: .utf8)
            return url.path()
        }
        func sentence(_ certificate: String, _ key: String) -> String {
            do {
                _ = try TLSContext(certificateFile: certificate, keyFile: key)
                return "taken"
            } catch { return error.description }
        }
        let (key, certificate) = try makeServer()
        let good = (try file("good.crt", certificate.pem), try file("good.key", key.pem))
        #expect(sentence(good.0, good.1) == "taken")
        #expect(sentence("/nope.crt", good.1) == "read /nope.crt: No such file or directory")
        #expect(sentence(good.0, "/nope.key") == "read /nope.key: No such file or directory")
        let empty = try file("empty", "")
        #expect(sentence(empty, good.1).hasPrefix("read \(empty): there is no certificate"))
        #expect(sentence(good.0, empty).hasPrefix("read \(empty): there is no private key"))
        let other = try file("other.key", try makeServer().0.pem)
        #expect(sentence(good.0, other) == "read \(other): the key does not belong to the certificate in \(good.0)")
        let another = try file("another.key", PrivateKey.generate(.rsa(bits: 2048)).pem)
        #expect(sentence(good.0, another) == "read \(another): the key does not belong to the certificate in \(good.0)")
        let cut = try file("cut.crt", String(certificate.pem.dropLast(100)))
        #expect(sentence(cut, good.1).hasPrefix("read \(cut): it is cut off or damaged"))
        #expect(sentence(folder.path(), good.1) == "read \(folder.path()): it is a folder; a PEM file is wanted")
        #expect(sentence(good.0, "/dev/zero").hasPrefix("read /dev/zero: it is a device"))
        for key in encryptedKeys {
            let encrypted = try file("encrypted.key", key)
            #expect(sentence(good.0, encrypted).hasPrefix("read \(encrypted): the key is encrypted"))
        }
    }
}

/// Keys that the `openssl` command encrypted, in both of its formats.
private let encryptedKeys = [
    """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiogH2UUh8F2AICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMgoi/J1YQX8b4X/4xk+sq0EgZAi
    KOvswOZauqrjkjXo7U3z5ei+2AGSmjBKIRyg88q0i2w1TDaRjjTUWb7ydsgWREGh
    qGWTvz+u6tFQI/webiJSftaqoPAm/cRTJqsrdgNxmpCkSE7iQutRjOOLds31sfFJ
    /xloKT1SBrkmhMPSc5AgPHLLLPbzhaQ5bhJ86sZ0p9gsqpi9JIb9U3EpwSxuf5s=
    -----END ENCRYPTED PRIVATE KEY-----
    """,
    """
    -----BEGIN EC PRIVATE KEY-----
    Proc-Type: 4,ENCRYPTED
    DEK-Info: AES-128-CBC,1C2C1002DCD4C54BA3323E481F24DF1A

    54zSNeTiLTGP6+gxFqN6OxFlEzwyfxf1nmT2SIWI/PE3M/v7v2oyfcicpSosig8J
    UN32UpVjaHe2ZQ1kdUlCgT34SUIm/93GRtv3UDIiAYStTjTdXA3hXTMRO/+fDOJE
    zgNjeLuYi441Jesipkm0+WklFUyuIFDlpgsjw2VHCVo=
    -----END EC PRIVATE KEY-----
    """,
]
