import HTTPServer

/// The management port: health, metrics, and a page that leads to them (Keycloak's management interface).
struct Management: Sendable {
    let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    /// Answers calls below the port's relative path.
    var handler: Handler {
        let path = settings.managementRelativePath ?? settings.relativePath
        return { call in
            guard !path.isEmpty else { return answer(call) }
            guard let inside = below(path, call) else { return Reply(status: 404) }
            return answer(inside)
        }
    }

    private func answer(_ call: Call) -> Reply {
        guard call.method == .get || call.method == .head else { return Reply(status: 405) }
        switch call.path {
        case "/health", "/health/ready", "/health/live", "/health/started":
            return settings.healthIsEnabled ? Self.up : Reply(status: 404)
        default: return Reply(status: 404)
        }
    }

    /// The server is up as soon as it answers.
    private static let up = Reply(
        status: 200, headers: [("Content-Type", "application/json; charset=UTF-8")],
        body: .bytes(
            Array(
                """

                {
                    "status": "UP",
                    "checks": [
                    ]
                }
                """.utf8)))
}
