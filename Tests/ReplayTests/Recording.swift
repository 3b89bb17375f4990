import Foundation
import HTTPServer
import JSON
import MockIDP

/// A file of `fixtures/conformance`: exchanges in their order.
struct Recording {
    let name: String
    let exchanges: [Exchange]
    /// Numbers of the exchanges in which Keycloak differs from itself; they don't count.
    private let known: Set<Int>

    /// Reads the recording of that name; a file or a line that cannot be read is an error.
    init(_ name: String) throws {
        self.name = name
        let file = try Data(contentsOf: Self.folder.appending(path: name + ".jsonl"))
        exchanges = try file.split(separator: UInt8(ascii: "\n")).map {
            Exchange(try JSONReader.read(Array($0), options: .replacesLoneSurrogates))
        }
        let lines = try String(contentsOf: Self.folder.appending(path: "known.txt"), encoding: .utf8).split(
            separator: "\n")
        known = Set(
            lines.filter { $0.hasPrefix(name + ":") }.compactMap {
                Int($0.dropFirst(name.count + 1).prefix { $0 != " " })
            })
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../fixtures/conformance")

    /// Every recording there is, by name.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return files.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
    }()

    /// Replays all exchanges.
    ///
    /// - Parameters:
    ///   - authority: `host:port` of the server.
    ///   - now: the server's time in seconds, for what clients sign.
    ///   - answer: the server; it is told when a client waits before it asks.
    func replay(
        authority: String, now: @escaping @Sendable () -> Int, _ answer: (Call, _ isPolling: Bool) async -> Reply
    ) async throws -> Outcome {
        var replay = Replay(authority: authority, signer: ClientSigner(now: now))
        var outcome = Outcome()
        for exchange in exchanges {
            let counts = !exchange.isSetup && !known.contains(exchange.number)
            guard let call = try replay.call(for: exchange) else {
                if counts { outcome.unsent += 1 }
                continue
            }
            let verdict = replay.judge(exchange, await answer(call, exchange.isPolling))
            if counts { outcome.add(verdict, of: exchange, on: Coverage.route(of: call), in: name) }
        }
        return outcome
    }
}
