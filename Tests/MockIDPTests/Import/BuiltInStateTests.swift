import Foundation
import JSON
import Testing

@testable import MockIDP

struct BuiltInStateTests {
    @Test func `the state that ships is what the built-in data make`() async throws {
        let shipped = try Store(startingFrom: BuiltIn.state)
        let made = try await BuiltInState.make().withUnsafeBufferPointer { try Store(startingFrom: $0) }
        // Two bytes a line would be three megabytes of a failure.
        let isSame = content(try await shipped.image()) == content(try await made.image())
        #expect(isSame, "make it anew: scripts/state")
    }

    @Test func `a new server has an administrator of the name and password it was told`() async throws {
        var settings = Settings()
        settings.adminUsername = "root"
        settings.adminPassword = "toor"
        let services = try await Services.open(settings, time: .system, ids: Identifiers())
        let names = try await services.store.read { tx in
            try tx.users(in: tx.realm(named: "master")?.id ?? "", UserQuery()).map(\.username)
        }
        #expect(names == ["root"])
    }

    @Test func `a service administrator of a name that a client has already is told apart by a sentence`() async throws
    {
        var settings = Settings()
        settings.adminClientID = "admin-cli"
        settings.adminClientSecret = "s"
        let error = await #expect(throws: ImportError.self) {
            _ = try await Services.open(settings, time: .system, ids: Identifiers())
        }
        #expect(error.map { "\($0)" }?.contains("there is a client 'admin-cli' already") == true)
    }

    @Test func `realms of a state that is opened again do not share the keys that ship`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID()).sqlite").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var settings = Settings()
        settings.databaseFile = path
        var keys: [String] = []
        for name in ["one", "two", "three"] {
            let services = try await Services.open(settings, time: .system, ids: Identifiers())
            let realm = try #require(
                try await services.createRealm(from: RealmRepresentation(["realm": .string(name)])))
            let components = try await services.store.read { tx in
                try tx.components(in: realm.id, type: RealmKeys.providerType)
            }
            keys += components.compactMap { $0.document[\.config, "privateKey"]?.first }
            await services.store.close()
        }
        #expect(keys.count == 6)
        #expect(Set(keys).count == 6)
    }

    /// The image without the counters in its header, which count how often it was written.
    private func content(_ image: [UInt8]) -> [UInt8] {
        var image = image
        for offset in Array(24..<28) + Array(92..<100) where offset < image.count { image[offset] = 0 }
        return image
    }
}
