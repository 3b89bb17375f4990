import Foundation
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Which files an export writes, and that an import takes them.
@Suite struct ExportToFilesTests {
    private static let realm = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/realms/hashed-users.json")
        .path

    /// The names of the files, and the users of the realm that an import makes of them.
    private func exported(_ users: ExportedUsers, perFile: Int = 50) async throws -> (files: [String], users: [String])
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withMockIDP(realms: [.file(Self.realm)]) { server in
            var exchange = ExchangeSettings()
            exchange.folder = folder
            exchange.realm = "hashed"
            exchange.users = users
            exchange.usersPerFile = perFile
            try await server.services.export(exchange, log: .silent)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        var names: [String] = []
        try await withMockIDP(realms: [.file(folder)]) { server in
            names = try await server.services.store.read { tx in
                let realm = try #require(try tx.realm(named: "hashed"))
                return try tx.users(in: realm.id).map(\.username)
            }
        }
        return (files, names)
    }

    private static let everybody = ["user-argon2", "user-pbkdf2", "user-pbkdf2-sha256", "user-pbkdf2-sha512"]

    @Test func `users go to files of so many each`() async throws {
        let (files, users) = try await exported(.differentFiles, perFile: 3)
        #expect(files == ["hashed-realm.json", "hashed-users-0.json", "hashed-users-1.json"])
        #expect(users == Self.everybody)
    }

    @Test(arguments: [
        (ExportedUsers.sameFile, ["hashed-realm.json", "hashed-users-0.json"], 4),
        (.realmFile, ["hashed-realm.json"], 4), (.skip, ["hashed-realm.json"], 0),
    ])
    func `or to one file, or with their realm, or nowhere`(
        _ users: ExportedUsers, _ files: [String], _ count: Int
    ) async throws {
        let made = try await exported(users)
        #expect(made.files == files && made.users.count == count)
    }

    @Test func `a realm that is not there is said`() async throws {
        try await withMockIDP { server in
            var exchange = ExchangeSettings()
            exchange.file = "/dev/null"
            exchange.realm = "nope"
            await #expect(throws: ImportError(sentence: "there is no realm 'nope' to export")) {
                try await server.services.export(exchange, log: .silent)
            }
        }
    }

    /// Modelled on ExportPropertyMappers.
    @Test(
        arguments: [(nil, nil, nil), ("f", "d", nil), ("f", nil, ExportedUsers.skip)]
            as [(String?, String?, ExportedUsers?)])
    func `an export needs one place, and users in one file stay with their realm`(
        _ file: String?, _ folder: String?, _ users: ExportedUsers?
    ) async throws {
        var settings = Settings()
        settings.exchange.file = file
        settings.exchange.folder = folder
        settings.exchange.users = users
        await #expect(throws: OptionError.self) { try await MockIDPServer.export(settings, log: .silent) }
    }
}
