import Foundation
import HTTPServer
import JSON

/// A file of `fixtures/conformance`: exchanges in their order.
struct Recording {
    let name: String
    let exchanges: [Exchange]
    /// Numbers of the exchanges in which Keycloak differs from itself; they don't count.
    private let known: Set<Int>

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

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../fixtures/conformance")

    /// The percentage of exact exchanges that each recording has reached: it can only rise.
    static let shares: [(name: String, share: Double)] = {
        let file = (try? Data(contentsOf: folder.appending(path: "shares.json"))).map { Array($0) } ?? []
        let document = try? JSONReader.read(file, options: .strict)
        return (document?.object ?? [:]).map { ($0.name, $0.value.double ?? 100) }
    }()

    /// Replays all exchanges.
    ///
    /// - Parameters:
    ///   - authority: `host:port` of the server.
    ///   - answer: the server; it is told when a client waits before it asks.
    func replay(authority: String, _ answer: (Call, _ isPolling: Bool) async -> Reply) async -> Outcome {
        var replay = Replay(authority: authority)
        var outcome = Outcome()
        for exchange in exchanges {
            guard let call = replay.call(for: exchange) else { continue }
            let verdict = replay.judge(exchange, await answer(call, exchange.isPolling))
            if !exchange.isSetup, !known.contains(exchange.number) { outcome.add(verdict, of: exchange, in: name) }
        }
        return outcome
    }
}

/// How a recording was answered.
struct Outcome {
    private(set) var exact = 0
    private(set) var counted = 0
    /// A text for every exchange that is not exact.
    private(set) var failures: [String] = []

    /// The percentage of exact exchanges, cut after the first decimal.
    var share: Double { counted == 0 ? 100 : (Double(exact) * 1000 / Double(counted)).rounded(.down) / 10 }

    mutating func add(_ verdict: Replay.Verdict, of exchange: Exchange, in name: String) {
        let differences: [String]
        switch verdict {
        case .exact:
            exact += 1
            differences = []
        case .differs(let found): differences = found
        case .status(let difference): differences = [difference]
        }
        counted += 1
        guard !differences.isEmpty else { return }
        let lines =
            ["\(name):\(exchange.number) \(exchange.method) \(exchange.target.prefix(140))"] + differences.prefix(12)
        failures.append(lines.joined(separator: "\n    "))
    }
}
