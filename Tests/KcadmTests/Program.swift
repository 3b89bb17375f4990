import Foundation
import HTTPServer
import JSON
import Synchronization

@testable import Kcadm

/// kcadm beside a server that answers what a test wants, with a clock that stands still.
final class Program: Sendable {
    struct Run {
        var output = ""
        var errors = ""
        var status: Int32 = 0
    }

    private let handler: Handler
    private let input: String
    let folder = FileManager.default.temporaryDirectory.appending(path: "kcadm-\(UUID().uuidString)").path
    /// Milliseconds since 1970.
    let time = Mutex(1_790_000_000_000)

    init(input: String = "", _ handler: @escaping Handler) {
        self.handler = handler
        self.input = input
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var configFile: String { folder + "/.keycloak/kcadm.config" }

    /// Runs one command against the server.
    func run(_ words: [String], environment: [String: String] = [:]) async throws -> Run {
        var run = Run()
        try await serve { url, command in run = await command(words + ["--server", url], environment) }
        return run
    }

    /// Runs `body` with the server's URL and what runs a command.
    func serve(
        _ body: (_ url: String, _ command: ([String], [String: String]) async -> Run) async throws -> Void
    ) async throws {
        let server = Server(loops: 1, handler: handler)
        let port = try server.listen(ServerOptions())
        server.start()
        let client = HTTPClient(on: server)
        do {
            try await body("http://127.0.0.1:\(port)") { words, environment in
                await self.run(words, client, environment)
            }
        } catch {
            await server.stop(within: .zero)
            throw error
        }
        await server.stop(within: .zero)
    }

    private func run(_ words: [String], _ client: HTTPClient, _ environment: [String: String]) async -> Run {
        let written = Mutex((output: [UInt8](), errors: ""))
        let surroundings = Surroundings(
            name: "kcadm.sh", environment: ["HOME": folder].merging(environment) { $1 }, client: client,
            write: { bytes in written.withLock { $0.output += bytes } },
            complain: { line in written.withLock { $0.errors += line + "\n" } },
            input: { [input] _ in Array(input.utf8) }, milliseconds: { self.time.withLock { $0 } })
        let status = await Kcadm(surroundings).run(words)
        return written.withLock {
            Run(output: String(decoding: $0.output, as: UTF8.self), errors: $0.errors, status: status)
        }
    }
}
