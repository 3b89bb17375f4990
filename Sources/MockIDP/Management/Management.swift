import HTTPServer

/// Health, metrics, and a page that leads to them: Keycloak's management interface. Clients' ports answer health and metrics
/// too, as Keycloak's did up to version 24.
struct Management: Sendable {
    let settings: Settings
    let metrics: Metrics

    /// What answers calls on the management port, below its relative path.
    var handler: Handler {
        let path = settings.managementRelativePath ?? settings.relativePath
        return { call in
            if path.isEmpty { return answer(call) }
            return below(path, call).map(answer) ?? Reply(status: 404)
        }
    }

    private func answer(_ call: Call) -> Reply {
        guard call.method == .get || call.method == .head else { return Reply(status: 405) }
        let path = call.path.count > 1 && call.path.last == "/" ? String(call.path.dropLast()) : call.path
        if path.hasPrefix("/health"), !settings.managementHealthIsEnabled { return Reply(status: 404) }
        return probe(path, call) ?? (path == "/" ? index : Reply(status: 404))
    }

    /// The answer at one of the paths of `Management.paths`; nil for another, and for one that is switched off.
    func probe(_ path: String, _ call: Call) -> Reply? {
        switch path {
        case "/health", "/health/ready", "/health/live", "/health/started":
            settings.healthIsEnabled ? Self.up : nil
        case "/metrics": settings.metricsAreEnabled ? metrics.reply(accepting: call.headers["Accept"]) : nil
        default: nil
        }
    }

    static let paths = ["/health", "/health/ready", "/health/live", "/health/started", "/metrics"]

    /// The server is up as soon as it answers. The bytes are SmallRye Health's, the blank line at the top too: scripts look
    /// for `"status": "UP"` with the space.
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

    /// Leads to what is switched on.
    private var index: Reply {
        let path = settings.managementRelativePath ?? settings.relativePath
        let hasHealth = settings.healthIsEnabled && settings.managementHealthIsEnabled
        let health: HTML = hasHealth ? "<li><a href=\"\(path)/health\">Health</a></li>" : ""
        let metrics: HTML = settings.metricsAreEnabled ? "<li><a href=\"\(path)/metrics\">Metrics</a></li>" : ""
        return page(
            title: "Keycloak Management Interface",
            """
            <h1>Keycloak Management Interface</h1>
            <ul>
              \(health)
              \(metrics)
            </ul>
            """)
    }
}

/// The same on the ports for clients.
enum ProbeRoutes {
    static let routes: [Route] = Management.paths.map { path in
        Route(method: "GET", pattern: path) { request in
            let management = Management(settings: request.idp.settings, metrics: request.idp.metrics)
            guard let reply = management.probe(path, request.call) else { throw RequestError.notFound }
            return reply
        }
    }
}
