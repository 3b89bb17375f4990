import Crypto
import Foundation
import MockIDPTestKit
import Testing

@testable import MockIDP

/// The certificate of the HTTPS port, and what is said when it cannot be had.
@Suite struct ServerTLSTests {
    private static let stores = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/crypto/stores")

    private func settings(_ arguments: String...) throws -> Settings {
        try Settings(arguments: arguments, environment: [:])
    }

    @Test(arguments: [
        (["--tls", "auto"], ["localhost", "127.0.0.1", "::1"]),
        (["--tls", "auto", "--tls-names", "a.example, 10.0.0.1"], ["a.example", "10.0.0.1"]),
        (
            ["--tls", "auto", "--hostname", "https://idp.example:8443/auth"],
            ["idp.example", "localhost", "127.0.0.1", "::1"]
        ),
        (["--tls", "auto", "--hostname", "idp.example"], ["idp.example", "localhost", "127.0.0.1", "::1"]),
    ])
    func `a certificate is made for the names that are asked, and the host name`(
        _ arguments: [String], _ names: [String]
    ) throws {
        let settings = try Settings(arguments: arguments, environment: [:])
        #expect(settings.certificateNames == names && settings.httpsPort == 8443)
        #expect(try ServerTLS(settings, at: 1_800_000_000)?.authority != nil)
    }

    @Test(arguments: ["server.p12", "server.jks"])
    func `a key store takes the place of the two files`(_ name: String) throws {
        let file = Self.stores.appending(path: name).path
        let settings = try settings("--https-key-store-file", file, "--https-key-store-password", "feedfeed")
        let tls = try #require(try ServerTLS(settings, at: 0))
        #expect(tls.authority == nil)
    }

    @Test func `a store that cannot be used is one sentence with its name`() throws {
        let file = Self.stores.appending(path: "server.jks").path
        let wrong = try settings("--https-key-store-file", file)
        #expect(throws: CryptoError("read \(file)", "the password is wrong")) { try ServerTLS(wrong, at: 0) }
        let old = Self.stores.appending(path: "old.p12").path
        #expect(
            performing: {
                try ServerTLS(
                    try settings("--https-key-store-file", old, "--https-key-store-password", "feedfeed"), at: 0)
            },
            throws: { "\($0)".hasPrefix("read \(old): it is encrypted in a way that OpenSSL 3 no longer reads") })
        let endless = try settings("--https-key-store-file", "/dev/zero")
        #expect(performing: { try ServerTLS(endless, at: 0) }, throws: { "\($0)" == "/dev/zero: File too large" })
        let missing = try settings("--https-key-store-file", "/nowhere.p12")
        #expect(
            performing: { try ServerTLS(missing, at: 0) },
            throws: { "\($0)" == "/nowhere.p12: No such file or directory" })
        let trust = try settings("--tls=auto", "--https-client-auth=required", "--https-trust-store-file=/nowhere.pem")
        #expect(
            performing: { try ServerTLS(trust, at: 0) },
            throws: { "\($0)" == "/nowhere.pem: No such file or directory" })
    }

    @Test func `the authority is written where it was asked for, and how to trust it is told`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "ca-\(UUID().uuidString).pem").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await withMockIDP {
            $0.httpsPort = 0
            $0.makesCertificate = true
            $0.tlsAuthorityFile = path
        } _: { server in
            let lines = try server.explainTrust().joined(separator: "\n")
            for name in ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "keytool", "trustStorePassword"]
            {
                #expect(lines.contains(name))
            }
            let written = try Certificate(pem: String(contentsOfFile: path, encoding: .utf8))
            #expect(written == server.tls?.authority)
            #expect(server.clientEnvironment.text(.dotenv).contains("SSL_CERT_FILE=\(path)"))
        }
    }
}
