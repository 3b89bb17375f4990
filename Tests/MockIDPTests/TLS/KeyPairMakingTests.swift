import Crypto
import Foundation
import MockIDPTestKit
import Testing

@testable import MockIDP

/// `keytool -genkeypair` of Dockerfiles.
@Suite struct KeyPairMakingTests {
    private let words = [
        "-genkeypair", "-storepass", "password", "-storetype", "PKCS12", "-keyalg", "EC", "-dname", "O=x, CN=server",
        "-alias", "server", "-ext", "SAN:c=DNS:localhost,IP:127.0.0.1", "-ext", "BC=ca:true", "-validity", "3650",
    ]

    @Test func `a store is made for the names that are asked, and not over another`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let making = try KeyPairMaking(words + ["-keystore", file])
        #expect(making.commonName == "server" && making.hostNames == ["localhost", "127.0.0.1"])
        try making.run()
        let store = try KeyStore(Array(Data(contentsOf: URL(filePath: file))), password: "password")
        #expect(store.key != nil && store.chain.count == 1)
        let settings = try Settings(arguments: ["--https-key-store-file", file], environment: [:])
        #expect(try ServerTLS(settings, at: 0) != nil)
        #expect(throws: OptionError.self) { try making.run() }
    }

    @Test(arguments: [
        [], ["-list"], ["-genkeypair"], ["-genkeypair", "-storepass", "short"], ["-importcert", "-file", "x"],
        ["-genkeypair", "-storepass"], ["-genkeypair", "what", "-storepass", "password"],
    ])
    func `anything else is refused`(_ words: [String]) {
        #expect(throws: OptionError.self) { try KeyPairMaking(words) }
    }
}
