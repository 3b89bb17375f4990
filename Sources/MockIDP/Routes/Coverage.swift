/// What is served and what is not, as Markdown: the text of COVERAGE.md.
public enum Coverage {
    /// A table of every endpoint of Keycloak that we know of.
    public static var markdown: String {
        let served = Routes.all.map { (key: "\($0.pattern) \($0.method)", row: row($0)) }
        let known = Set(Routes.all.map { shape($0) })
        let missing = Unsupported.routes.filter { !known.contains(shape($0)) }
            .map { (key: "\($0.pattern) \($0.method)", row: "| \($0.method) | `\($0.pattern)` | 501 |") }
        let rows = (served + missing).sorted { $0.key < $1.key }.map(\.row)
        return """
            # Coverage

            Every endpoint of Keycloak 26.7.3 that mockidp knows of: \(served.count) served, \(missing.count) answered with 501.
            "recorded" names the exchanges with a real Keycloak that an endpoint is tested against; "modelled" is written
            from documentation.

            | method | path | evidence |
            | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    private static func row(_ route: Route) -> String {
        let evidence =
            switch route.evidence {
            case .recorded(let name): "recorded: \(name)"
            case .modelled: "modelled"
            }
        return "| \(route.method) | `\(route.pattern)` | \(evidence) |"
    }

    /// A route without the names of its parameters.
    private static func shape(_ route: Route) -> String {
        route.method + " "
            + route.pattern.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
    }
}
