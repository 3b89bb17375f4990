import HTTPServer

/// The pages at the addresses where a real server has its consoles: what is here instead, and how to use it.
enum FrontDoor {
    static let routes: [Route] = [
        Route(method: "GET", pattern: "/", handler: welcome),
        Route(
            method: "GET", pattern: "/admin",
            handler: redirect(to: "/admin/master/console/")),
    ]

    /// Below `/admin/`, where the admin API's routes are looked for.
    static let adminRoutes: [Route] = [
        Route(method: "GET", pattern: "/admin/{realm}/console", handler: noConsole)
    ]

    /// `GET /`: a page for whoever accepts one. Who names no type of answer is sent on, as the real server sends everybody
    /// (recording: discovery 34).
    private static func welcome(_ request: Request) async throws -> Reply {
        guard request.call.headers["Accept"] != nil else { return try await redirect(to: "/admin/")(request) }
        let names = try await request.idp.store.read { tx in try tx.realms().map(\.name) }
        let base = request.idp.addresses.frontend(request.call)
        return page(
            title: "mockidp", headers: [("Cache-Control", "no-cache")],
            """
            <h1>mockidp</h1>
            <p>This server answers as Keycloak \(Keycloak.version) answers, for tests.</p>
            <p class="warning">Its keys are public: never trust its tokens outside of tests.</p>
            <h2>Realms</h2>
            <table>
              <thead><tr><th>realm</th><th>issuer</th><th></th></tr></thead>
              <tbody>\(rows(names, base))</tbody>
            </table>\(rest(names))
            <h2>Administration</h2>
            <p>A token for the admin API, here for the administrator <code>\(request.idp.settings.administrator.username)</code>
            (admin with the password admin, unless it was started otherwise):</p>
            <pre>curl -s \(base)/realms/master/protocol/openid-connect/token -d grant_type=password \\
              -d client_id=admin-cli -d username=\(request.idp.settings.administrator.username) -d password=…</pre>
            \(probes(request.idp.settings, base))
            """)
    }

    /// The probes that are switched on.
    private static func probes(_ settings: Settings, _ base: String) -> HTML {
        let paths = [(settings.healthIsEnabled, "/health"), (settings.metricsAreEnabled, "/metrics")]
        let links = paths.filter(\.0).map { "<a href=\"\(base + $0.1)\">\($0.1)</a>" as HTML }
        guard let first = links.first else { return "" }
        let all = links.dropFirst().reduce(first) { "\($0) and \($1)" }
        let other: HTML = settings.managementPort == nil ? "" : ", here and on the management port"
        return """
            <h2>Probes</h2>
            <p>\(all)\(other).</p>
            """
    }

    /// How many realms are shown.
    private static let shown = 100

    private static func rows(_ names: [String], _ base: String) -> HTML {
        names.prefix(shown).reduce("") { rows, name in
            let issuer = base + "/realms/" + pathSegment(name)
            return """
                \(rows)
                <tr><td>\(name)</td><td><a href="\(issuer)">\(issuer)</a></td>
                <td><a href="\(issuer)/.well-known/openid-configuration">discovery</a></td></tr>
                """
        }
    }

    private static func rest(_ names: [String]) -> HTML {
        names.count > shown ? "<p>and \(String(names.count - shown)) more</p>" : ""
    }

    /// Where the admin console would be. Nothing here is a console, so nothing is made up.
    private static func noConsole(_ request: Request) async throws -> Reply {
        if request.idp.features.isOff("ADMIN_V2") { throw RequestError.notFound }
        let base = request.idp.addresses.admin(request.call)
        return page(
            title: "Administration", headers: [("Cache-Control", "no-cache")],
            """
            <h1>There is no admin console</h1>
            <p>mockidp has Keycloak's admin API, without the console. What drives a console's work from outside works here:
            Terraform, Pulumi, kcadm, keycloak-config-cli, and Keycloak's admin clients.</p>
            <p>The admin API: <code>\(base)/admin/realms</code></p>
            <p><a href="\(request.idp.addresses.frontend(request.call))/">The realms of this server</a></p>
            """)
    }
}
