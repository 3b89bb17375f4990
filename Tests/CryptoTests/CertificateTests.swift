import Foundation
import Testing

@testable import Crypto

@Suite struct CertificateTests {
    private struct Recorded: Decodable { let commonName, privateKey, certificate: String }

    @Test func `a certificate is byte for byte the one that Keycloak made for the same key, name and time`() throws {
        let recorded: Recorded = try fixture("certificate")
        let der = try #require(Base64.decode(recorded.certificate))
        let key = try PrivateKey(der: try #require(Base64.decode(recorded.privateKey)))
        // Version 1: the serial number is the first member of the content.
        var outer = DERReader(der)
        var certificate = outer.sequence()
        var content = certificate?.sequence()
        let serialBytes = content?.unsignedInteger()
        let serial = try #require(serialBytes).reduce(0) { $0 << 8 | Int($1) }
        let made = try Certificate.selfSigned(commonName: recorded.commonName, key: key, atMilliseconds: serial)
        #expect(made.der == der)
        #expect(Base64.encode(key.traditionalDER) == recorded.privateKey)
    }

    @Test func `what a certificate says can be read`() throws {
        let key = try PrivateKey.generate(.ec(.p256))
        let certificate = try Certificate.selfSigned(
            commonName: "Größe, Ltd", key: key, notBefore: 1_795_478_423, notAfter: 2_600_000_000, serial: 5)
        let read = try Certificate(pem: certificate.pem)
        #expect(read == certificate)
        #expect(read.subject == "CN=Größe\\, Ltd")
        #expect(read.issuer == read.subject)
        #expect(read.notBefore == 1_795_478_423)
        #expect(read.notAfter == 2_600_000_000)
        #expect(read.publicKey == key.publicKey)
        #expect(read.thumbprint(.sha1).count == 20)
        #expect(throws: CryptoError.self) { try Certificate(der: certificate.der + [0]) }
        #expect(throws: CryptoError.self) { try Certificate(der: []) }
    }

    @Test(arguments: SignatureScheme.allCases.filter { $0.digest == .sha256 || $0.digest == nil || $0 == .es512 })
    func `every kind of key signs for itself`(scheme: SignatureScheme) throws {
        let (key, other) = try Keys.shared.pair(for: scheme)
        let certificate = try Certificate.selfSigned(
            commonName: "demo", key: key, notBefore: 0, notAfter: 1, serial: 1, hostNames: ["localhost", "127.0.0.1"])
        #expect(try Certificate(der: certificate.der).isSigned(by: key.publicKey))
        #expect(!certificate.isSigned(by: other.publicKey))
    }

    @Test func `dates outside what can be written are refused`() throws {
        let key = try PrivateKey.generate(.ed25519)
        for (notBefore, notAfter) in [(-1, 1), (1, Int.max), (1, Int.min)] {
            #expect(throws: CryptoError.self) {
                try Certificate.selfSigned(
                    commonName: "demo", key: key, notBefore: notBefore, notAfter: notAfter, serial: 1)
            }
        }
    }

    @Test func `a certificate of ten years ends on the same day, on 28 February where there is no 29th`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for _ in 0..<500 {
            let start = Date(timeIntervalSince1970: Double(Int.random(in: 0...250_000_000_000)))
            let end = try #require(calendar.date(byAdding: .year, value: 10, to: start))
            let seconds = Int(start.timeIntervalSince1970)
            #expect(Certificate.later(seconds, byYears: 10) == Int(end.timeIntervalSince1970))
        }
        let leapDay = 1_709_164_800  // 29 February 2024
        #expect(Certificate.later(leapDay, byYears: 1) == leapDay + 365 * 86_400)
        #expect(Certificate.later(leapDay, byYears: 4) == leapDay + 1461 * 86_400)
    }

    @Test func `a certificate is for names and addresses of any length, and not for a list of them`() throws {
        let key = try PrivateKey.generate(.ec(.p384))
        let long = String(repeating: "x", count: 255)
        let certificate = try Certificate.selfSigned(
            commonName: long, key: key, notBefore: 0, notAfter: 2_600_000_000, serial: 1,
            hostNames: ["a.example", "::1"])
        #expect(certificate.subject == "CN=" + long && certificate.notAfter == 2_600_000_000)
        for name in ["a,DNS:b", "a b", ""] {
            #expect(throws: CryptoError.self) {
                try Certificate.selfSigned(
                    commonName: "x", key: key, notBefore: 0, notAfter: 1, serial: 1, hostNames: [name])
            }
        }
    }
}
