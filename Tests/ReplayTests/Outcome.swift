/// How a recording was answered.
struct Outcome {
    private(set) var exact = 0
    private(set) var counted = 0
    /// How many exchanges cannot be sent: they are neither exact nor counted, but said.
    var unsent = 0
    /// The routes that exchanges met.
    private(set) var routes: [String: Evidence.Met] = [:]
    /// A text for every exchange that is not exact.
    private(set) var failures: [String] = []

    /// The percentage of exact exchanges, cut after the first decimal.
    var share: Double { counted == 0 ? 0 : (Double(exact) * 1000 / Double(counted)).rounded(.down) / 10 }

    /// - Parameter route: the route that answered, as COVERAGE.md names it; nil when none is served.
    mutating func add(_ verdict: Replay.Verdict, of exchange: Exchange, on route: String?, in name: String) {
        counted += 1
        if let route { routes[route, default: Evidence.Met()].met += 1 }
        let differences: [String]
        switch verdict {
        case .exact:
            exact += 1
            if let route { routes[route, default: Evidence.Met()].exact += 1 }
            return
        case .differs(let found): differences = found
        case .status(let difference): differences = [difference]
        }
        let lines =
            ["\(name):\(exchange.number) \(exchange.method) \(exchange.target.prefix(140))"] + differences.prefix(12)
        failures.append(lines.joined(separator: "\n    "))
    }
}
