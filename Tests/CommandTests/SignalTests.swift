import Foundation
import Processes
import Testing

/// SIGTERM ends a server within five seconds, whatever it does, and a second signal at once.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SignalTests {
    /// Ten seconds more than that: dozens of other tests run beside these. What the servers do takes longer still.
    private static let limit = Duration.seconds(15)

    /// A user whose stored password takes some seconds to try, each time.
    private static let slow = #"""
        {"realm":"slow","enabled":true,"users":[{"username":"a","enabled":true,"credentials":[{"type":"password",\#
        "secretData":"{\"value\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"salt\":\"AAAA\"}",\#
        "credentialData":"{\"hashIterations\":10000000,\"algorithm\":\"pbkdf2\"}"}]}]}
        """#

    /// A realm of so many users.
    private static func large(_ count: Int) -> String {
        let users = (0..<count).map { #"{"username":"user\#($0)","enabled":true}"# }.joined(separator: ",")
        return #"{"realm":"large","enabled":true,"users":[\#(users)]}"#
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mockidp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    /// Serves a realm of one user whose logins are under way on eight connections: more than there are cores for.
    private func withLogins(_ body: (RunningServer) async throws -> Void) async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "slow.json")
            try Self.slow.write(to: file, atomically: true, encoding: .utf8)
            let server = try RunningServer([file.path])
            try #require(await server.isServing(), "\(server.log)")
            let logins = try (0..<8).map { _ in
                let login = try RawConnection(server.port)
                try login.post(
                    "/realms/slow/protocol/openid-connect/token", "application/x-www-form-urlencoded",
                    "grant_type=password&client_id=admin-cli&username=a&password=a")
                return login
            }
            // Whoever comes later is answered: by then the logins before are under way.
            let other = try RawConnection(server.port)
            try other.post("/realms/slow/protocol/openid-connect/token", "application/x-www-form-urlencoded", "")
            #expect(other.answer().contains("invalid_request"))
            try await body(server)
            #expect(logins.contains { $0.answer().isEmpty }, "all logins were over before the signal")
        }
    }

    @Test func `passwords that are being hashed do not keep a server from ending`() async throws {
        try await withLogins { server in
            server.process.signal(SIGTERM)
            let (status, duration) = await server.end()
            let isLate = server.log.contains { $0.contains("did not end in time") }
            #expect(status == (isLate ? 1 : 0))
            #expect(duration <= Self.limit)
        }
    }

    @Test func `the end of the terminal ends a server cleanly`() async throws {
        try await withFolder { folder in
            let server = try RunningServer(["--database", folder.path + "/state.db"])
            try #require(await server.isServing(), "\(server.log)")
            server.process.signal(SIGHUP)
            #expect(await server.end().status == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["state.db"])
        }
    }

    @Test func `a second signal ends a server at once`() async throws {
        try await withLogins { server in
            // Two of one kind may come as one.
            server.process.signal(SIGTERM)
            server.process.signal(SIGINT)
            let (status, duration) = await server.end()
            #expect([128 + SIGINT, 128 + SIGTERM].contains(status), "\(server.log.suffix(3))")
            #expect(duration <= Self.limit)
        }
    }

    @Test func `a signal while realms are imported at the start ends the process at once`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "large.json")
            try Self.large(3000).write(to: file, atomically: true, encoding: .utf8)
            let server = try RunningServer(["--database", folder.path + "/state.db", file.path])
            try #require(await server.line(with: "Full model import requested") != nil, "\(server.log)")
            server.process.signal(SIGTERM)
            let (status, duration) = await server.end()
            #expect(status == 128 + SIGTERM)
            #expect(duration <= Self.limit)
        }
    }

    @Test
    func `a realm that is being imported does not keep a server from ending, and is there only if it was told so`()
        async throws
    {
        try await withFolder { folder in
            let state = ["--database", folder.path + "/state.db"]
            let server = try RunningServer(state)
            try #require(await server.isServing(), "\(server.log)")
            let login = try RawConnection(server.port)
            try login.post(
                "/realms/master/protocol/openid-connect/token", "application/x-www-form-urlencoded",
                "grant_type=password&client_id=admin-cli&username=admin&password=admin")
            let token = login.answer().components(separatedBy: #""access_token":""#).last?.prefix { $0 != "\"" }
            func make(_ realm: String) throws -> RawConnection {
                let maker = try RawConnection(server.port)
                try maker.post("/admin/realms", "application/json", token: token.map(String.init), realm)
                return maker
            }
            let maker = try make(Self.large(100_000))
            // One that cannot be made is refused for its name as soon as that is taken: then rows are being written.
            while try !make(#"{"realm":"large","users":[{}]}"#).answer().contains(" 409 ") {}
            server.process.signal(SIGTERM)
            let (status, duration) = await server.end()
            let isLate = server.log.contains { $0.contains("did not end in time") }
            #expect(status == (isLate ? 1 : 0))
            #expect(duration <= Self.limit)
            let isMade = maker.answer().contains("201 Created")

            let next = try RunningServer(state)
            try #require(await next.isServing(), "\(next.log)")
            let visitor = try RawConnection(next.port)
            try visitor.post("/realms/large/protocol/openid-connect/token", "application/x-www-form-urlencoded", "")
            #expect(visitor.answer().contains("Realm does not exist") != isMade)
            next.process.signal(SIGTERM)
            #expect(await next.end().status == 0)
        }
    }
}
