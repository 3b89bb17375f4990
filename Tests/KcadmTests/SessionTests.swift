import Foundation
import HTTPServer
import JSON
import Synchronization
import Testing

@testable import Kcadm

/// Logging in, and what the config file keeps (modelled after the file that Keycloak's kcadm writes).
@Suite struct SessionTests {
    private static let granted: JSONValue = [
        "access_token": "first", "expires_in": 60, "refresh_token": "again", "refresh_expires_in": 1800,
    ]

    /// Grants tokens, and lists the headers that it sees.
    private func program(_ seen: Seen, refuses: Bool = false) -> Program {
        Program { call in
            seen.note(call)
            guard call.path.hasSuffix("/token") else { return Reply.json(JSONValue.array([]).bytes) }
            let error: JSONValue = ["error": "invalid_grant", "error_description": "Invalid user credentials"]
            return refuses ? Reply.json(error.bytes, status: 401) : Reply.json(Self.granted.bytes)
        }
    }

    private final class Seen: Sendable {
        private let calls = Mutex<[Call]>([])
        func note(_ call: Call) { calls.withLock { $0.append(call) } }
        var paths: [String] { calls.withLock { $0.map(\.path) } }
        var bodies: [String] { calls.withLock { $0.map { String(decoding: $0.body, as: UTF8.self) } } }
        var authorizations: [String?] { calls.withLock { $0.map { $0.headers["Authorization"] } } }
    }

    private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    @Test func `a login is kept in a file that only its owner reads`() async throws {
        let program = program(Seen())
        try await program.serve { url, command in
            let run = await command(
                words("config credentials --server \(url) --realm master --user admin --password x"), [:])
            #expect(run.status == 0)
            let text = try String(contentsOfFile: program.configFile, encoding: .utf8)
            #expect(
                text == """
                    {
                      "serverUrl" : "\(url)",
                      "realm" : "master",
                      "endpoints" : {
                        "\(url)" : {
                          "master" : {
                            "clientId" : "admin-cli",
                            "token" : "first",
                            "refreshToken" : "again",
                            "grantTypeForAuthentication" : "password",
                            "expiresAt" : 1790000060000,
                            "refreshExpiresAt" : 1790001800000
                          }
                        }
                      }
                    }
                    """)
            let attributes = try FileManager.default.attributesOfItem(atPath: program.configFile)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let folder = try FileManager.default.attributesOfItem(atPath: program.folder + "/.keycloak")
            #expect(folder[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a login of one command leaves no file`() async throws {
        let seen = Seen()
        let program = program(seen)
        let run = try await program.run(words("get users -r shop --realm master --user admin --password x --no-config"))
        #expect(run.status == 0)
        #expect(seen.paths == ["/realms/master/protocol/openid-connect/token", "/admin/realms/shop/users"])
        #expect(seen.authorizations == [nil, "Bearer first"])
        #expect(!FileManager.default.fileExists(atPath: program.configFile))
    }

    @Test func `a password may stand in the environment, a service account has a secret`() async throws {
        let seen = Seen()
        let program = program(seen)
        let login = ["config", "credentials", "--realm", "master"]
        _ = try await program.run(login + ["--user", "a b"], environment: ["KC_CLI_PASSWORD": "p&q"])
        let service = try await program.run(login + ["--client", "my client", "--secret", "s"])
        #expect(service.errors.contains("as service-account-my client of realm master"))
        #expect(
            seen.bodies == [
                "grant_type=password&username=a+b&password=p%26q&client_id=admin-cli", "grant_type=client_credentials",
            ])
        #expect(seen.authorizations == [nil, "Basic bXkrY2xpZW50OnM="])
    }

    @Test func `a refused login is said in the server's words, and no password is shown`() async throws {
        let run = try await program(Seen(), refuses: true)
            .run(words("config credentials --realm master --user admin --password geheim"))
        #expect(run.status == 1)
        #expect(run.errors.hasSuffix("\nInvalid user credentials [invalid_grant]\n"))
        #expect(!run.errors.contains("geheim"))
    }

    @Test func `a session whose refresh token is over must be begun anew`() async throws {
        let program = program(Seen())
        try await program.serve { url, command in
            _ = await command(words("config credentials --server \(url) --realm master --user admin --password x"), [:])
            program.time.withLock { $0 += 1_800_000 }
            let run = await command(["get", "users"], [:])
            #expect(run.status == 1)
            #expect(run.errors == "Session has expired. Login again with 'kcadm.sh config credentials'\n")
        }
    }

    @Test func `other sessions and other members of the file stay`() async throws {
        let program = program(Seen())
        let folder = program.folder + "/.keycloak"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let before =
            #"{"serverUrl":"http://a","endpoints":{"http://a":{"r":{"token":"t","clients":{"c":"x"}}}},"own":1}"#
        try Data(before.utf8).write(to: URL(filePath: program.configFile))
        _ = try await program.run(words("config credentials --realm master"))
        let text = try String(contentsOfFile: program.configFile, encoding: .utf8)
        let after = try JSONReader.read(text)
        #expect(after["endpoints"]?["http://a"]?["r"]?.text == #"{"token":"t","clients":{"c":"x"}}"#)
        #expect(after["own"] == 1)
        #expect(after["realm"] == "master")
    }

    @Test func `the status of a login can be asked for, without a request`() async throws {
        let seen = Seen()
        let program = program(seen)
        try await program.serve { url, command in
            let status = words("config credentials --status")
            let before = await command(status, [:])
            #expect(before.status == 0 && before.output == "You are not logged in\n")
            _ = await command(words("config credentials --server \(url) --realm master --user admin --password x"), [:])
            let sentence = "Logged in (server: \(url), realm: master, expired: false, timeToExpiry: 60s from now)\n"
            #expect(await command(status, [:]).output == sentence)
            program.time.withLock { $0 += 55_000 }
            #expect(await command(status, [:]).output == "You are not logged in\n")
        }
        #expect(seen.paths.count == 1)
    }

    @Test func `a slash at the end of the server's URL makes no empty segment`() async throws {
        let seen = Seen()
        let program = program(seen)
        try await program.serve { url, command in
            let login = "config credentials --server \(url)/ --realm master --user admin --password x"
            #expect(await command(words(login), [:]).status == 0)
            #expect(await command(words("get users//groups/"), [:]).status == 0)
        }
        let paths = ["/realms/master/protocol/openid-connect/token", "/admin/realms/master/users/groups/"]
        #expect(seen.paths == paths)
    }

    @Test func `a redirected login says where to`() async throws {
        let program = Program { _ in Reply(status: 302, headers: [("Location", "https://idp/")]) }
        let run = try await program.run(words("config credentials --realm master --user admin --password x"))
        let sentence =
            "Request was unsuccessful as the server responded with a redirect to https://idp/"
            + " - please check that your server URL is correct.\n"
        #expect(run.status == 1 && run.errors.hasSuffix(sentence))
    }

    @Test(arguments: ["{", "\u{0}", "[1]x"])
    func `a broken config file is named, not overwritten`(_ text: String) async throws {
        let program = program(Seen())
        let file = program.folder + "-broken"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(text.utf8).write(to: URL(filePath: file))
        let run = try await program.run(words("config credentials --realm master --config \(file)"))
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Failed to load \(file): "))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }
}
