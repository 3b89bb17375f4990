import HTTPServer
import JSON

/// What is served and what is not, as Markdown: the text of COVERAGE.md.
public enum Coverage {
    /// A table of every endpoint of Keycloak that we know of.
    ///
    /// - Parameter evidence: what replays met, as `fixtures/conformance/evidence.json` keeps it: for each recording the
    ///   routes that its exchanges met, how often, and how many of the answers were exactly the recorded ones.
    public static func markdown(evidence: [UInt8]) throws -> String {
        let replayed = Replayed(try JSONReader.read(evidence, options: .strict))
        let served = Routes.all.map { (key: "\($0.pattern) \($0.method)", row: row($0, replayed)) }
        let known = Set(Routes.all.map { shape($0) })
        let missing = Unsupported.routes.filter { !known.contains(shape($0)) }
            .map { (key: "\($0.pattern) \($0.method)", row: "| \($0.method) | `\($0.pattern)` | 501 |") }
        let rows = (served + missing).sorted { $0.key < $1.key }.map(\.row)
        return """
            # Coverage

            Every endpoint of Keycloak 26.7.3 that mockidp knows of: \(served.count) served, \(missing.count) answered with 501.
            "12 of 13: users, clients" means that 13 exchanges recorded from a real Keycloak reach the endpoint, in these recordings
            of `fixtures/conformance`, and that 12 of them are answered exactly as it answered them. "modelled": none does, it is
            written from Keycloak's documentation and source. The replay counts this; `scripts/check renew-coverage` renews it.

            | method | path | exact answers to recorded exchanges |
            | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    /// The route that answers a call, as in `GET /admin/realms/{realm}`; nil when none is served.
    public static func route(of call: Call) -> String? {
        guard case .route(let route, _) = Routes.match(call.method.rawValue, call.path) else { return nil }
        return name(route)
    }

    private static func row(_ route: Route, _ replayed: Replayed) -> String {
        "| \(route.method) | `\(route.pattern)` | \(replayed.summary(of: name(route))) |"
    }

    private static func name(_ route: Route) -> String { route.method + " " + route.pattern }

    /// A route without the names of its parameters.
    private static func shape(_ route: Route) -> String {
        route.method + " "
            + route.pattern.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
    }
}

/// How the recorded exchanges that reach each route were answered, over all recordings.
private struct Replayed {
    private var routes: [String: (exact: Int, met: Int, recordings: [String])] = [:]

    init(_ evidence: JSONValue) {
        for (recording, met) in evidence.object ?? [:] {
            for (route, counts) in met.object ?? [:] {
                routes[route, default: (0, 0, [])].exact += counts["exact"]?.int ?? 0
                routes[route, default: (0, 0, [])].met += counts["met"]?.int ?? 0
                routes[route, default: (0, 0, [])].recordings.append(recording)
            }
        }
    }

    func summary(of route: String) -> String {
        guard let known = routes[route] else { return "modelled" }
        let named = known.recordings.prefix(4).joined(separator: ", ")
        let more = known.recordings.count - 4
        return "\(known.exact) of \(known.met): \(named)" + (more > 0 ? " and \(more) more" : "")
    }
}
