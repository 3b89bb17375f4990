import Foundation
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Settings of Keycloak's providers (`--spi-…`) that public set-ups use. Modelled on Keycloak's documentation.
@Suite struct ProviderSettingsTests {
    /// As Quarkus' development services set it: no name and no address is asked of anybody.
    private static let profile =
        #"{"attributes":[{"name":"username"},{"name":"email"}],"unmanagedAttributePolicy":"ENABLED"}"#

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "profile-\(UUID().uuidString).json").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(arguments: [
        ["KC_SPI_USER_PROFILE_DECLARATIVE_USER_PROFILE_CONFIG_FILE": "f"],
        ["KC_SPI_USER_PROFILE__DECLARATIVE_USER_PROFILE__CONFIG_FILE": "f"],
    ])
    func `both spellings of a provider's option are followed`(_ environment: [String: String]) throws {
        #expect(try Settings(arguments: [], environment: environment, as: .start).userProfileFile == "f")
        let words = ["--spi-user-profile--declarative-user-profile--config-file=g"]
        #expect(try Settings(arguments: words, environment: environment, as: .start).userProfileFile == "g")
    }

    @Test func `a profile from a file holds for realms without one of their own`() async throws {
        let path = try file(Self.profile)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let realm = try file(#"{"realm":"q","enabled":true}"#)
        defer { try? FileManager.default.removeItem(atPath: realm) }
        try await withMockIDP(realms: [.file(realm)], { $0.userProfileFile = path }) { server in
            let names = try await server.services.store.read { tx in
                let realm = try #require(try tx.realm(named: "q"))
                return try UserProfile(of: realm, tx).attributes.map(\.name)
            }
            #expect(names == ["username", "email"])
        }
    }

    @Test func `a profile that cannot be read is said with its file`() async throws {
        let path = try file("{")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let refusal = await #expect(throws: (any Error).self) {
            try await withMockIDP({ $0.userProfileFile = path }, { _ in })
        }
        #expect(refusal.map { "\($0)".contains(path) } == true)
    }
}
