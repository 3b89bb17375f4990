import Foundation
import JSON

/// What replays have reached, kept in `fixtures/conformance`: `shares.json` has the percentage of exact exchanges of each
/// recording, `evidence.json` the routes that each recording meets. Both can only rise; COVERAGE.md is made from the second.
struct Evidence {
    /// How often a recording's exchanges met a route, and how many of these answers were exact.
    struct Met: Equatable {
        var exact = 0
        var met = 0
    }

    /// Percentages by the name of the recording.
    var shares: [String: Double] = [:]
    /// Routes (`GET /admin/realms/{realm}`) by the name of the recording.
    var routes: [String: [String: Met]] = [:]

    /// Reads both files; one that is missing or cannot be read is an error.
    static func read() throws -> Evidence {
        var evidence = Evidence()
        for (name, share) in try document("shares.json") { evidence.shares[name] = share.double }
        for (name, routes) in try document("evidence.json") {
            evidence.routes[name] = (routes.object ?? [:]).reduce(into: [:]) { met, route in
                met[route.name] = Met(exact: route.value["exact"]?.int ?? 0, met: route.value["met"]?.int ?? 0)
            }
        }
        return evidence
    }

    /// What an outcome of that recording lacks of what was reached before, each in a sentence.
    func losses(_ outcome: Outcome, of name: String) -> [String] {
        guard let share = shares[name], let before = routes[name] else {
            return ["\(name) is not in shares.json and evidence.json: ./scripts/check renew-coverage"]
        }
        var losses: [String] = []
        if outcome.share < share { losses.append("\(outcome.share) % are exact, \(share) % were") }
        for (route, old) in before.sorted(by: { $0.key < $1.key }) {
            let new = outcome.routes[route] ?? Met()
            if new.met < old.met { losses.append("\(route) was met \(old.met) times, now \(new.met)") }
            if new.exact < old.exact { losses.append("\(route) was exact \(old.exact) times, now \(new.exact)") }
        }
        return losses
    }

    /// Writes both files, sorted by name.
    func write() throws {
        let shares = shares.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \($0.value)" }
        try Self.put("{\n" + shares.joined(separator: ",\n") + "\n}\n", in: "shares.json")
        let recordings = routes.sorted { $0.key < $1.key }.map { name, routes in
            let lines = routes.sorted { $0.key < $1.key }.map { route, met in
                "    \"\(route)\": {\"exact\": \(met.exact), \"met\": \(met.met)}"
            }
            return "  \"\(name)\": {\n" + lines.joined(separator: ",\n") + "\n  }"
        }
        try Self.put("{\n" + recordings.joined(separator: ",\n") + "\n}\n", in: "evidence.json")
    }

    private static func document(_ name: String) throws -> JSONObject {
        let file = try Data(contentsOf: Recording.folder.appending(path: name))
        guard let document = try JSONReader.read(Array(file), options: .strict).object else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return document
    }

    private static func put(_ text: String, in name: String) throws {
        try Data(text.utf8).write(to: Recording.folder.appending(path: name))
    }
}
