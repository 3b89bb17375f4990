import HTTPServer
import JSON

/// Turns calls into replies: finds the route, runs it, and is the only place where an error becomes a reply.
struct Answer: Sendable {
    let idp: Services
    let log: Log
    private let cache = ReplyCache()

    init(_ idp: Services, log: Log) {
        self.idp = idp
        self.log = log
    }

    func callAsFunction(_ call: Call) async -> Reply {
        let generation = idp.store.generation
        let key = ReplyCache.key(call)
        if let key, let reply = cache.reply(key, at: generation) { return reply }
        if let refusal = refusal(of: call) { return refusal }
        switch Routes.match(call.method.rawValue, call.path) {
        case .route(let route, let parameters):
            let reply = await run(route, Request(call: call, idp: idp, parameters: parameters))
            guard route.isConstant, let key, reply.status == 200 else { return reply }
            return cache.keep(reply, as: key, at: generation)
        case .otherMethods(let routes):
            if call.method.rawValue == "OPTIONS" { return preflight(call, routes) }
            return await unsupported(call) ?? Self.error(routes.first?.otherMethods ?? 405)
        case .none:
            return await unsupported(call) ?? Self.unknown(call.path)
        }
    }

    func run(_ route: Route, _ request: Request) async -> Reply {
        let reply: Reply
        do {
            if request.call.body.count < Request.largeBody {
                reply = try await route.handler(request)
            } else {
                reply = try await withTaskExecutorPreference(globalConcurrentExecutor) {
                    defer { if request.call.body.count > 1 << 20 { Server.giveMemoryBack() } }
                    return try await route.handler(request)
                }
            }
        } catch {
            reply = self.reply(to: error, route)
        }
        // Answers of the token endpoint, and no others, are not to be stored.
        guard route.isUncached else { return reply }
        if reply.status >= 400 { await noteRefusal(request, reply) }
        return reply.uncached()
    }

    private func noteRefusal(_ request: Request, _ reply: Reply) async {
        guard let realm = try? await idp.realms.realm(named: request.parameter("realm")),
            let refused = RefusedLogin(request, reply, in: realm)
        else { return }
        log.warning(refused.line, .events)
    }

    private func reply(to error: any Error, _ route: Route) -> Reply {
        switch error {
        case let error as OAuthError: Reply(error)
        case let error as AdminError: error.reply
        case let error where error.isOfDatabaseFile: unavailable(error, route)
        case _ where error.isConflict && route.pattern.hasPrefix("/admin/"):
            // An id that something else has got (recording: clients 37).
            AdminError.error(409, "conflict", "Duplicate resource error").reply
        default:
            unforeseen(error, route)
        }
    }

    /// What nobody foresaw is logged once, here, and answered as Keycloak's 500.
    private func unforeseen(_ error: any Error, _ route: Route) -> Reply {
        log.error("unforeseen error in \(route.method) \(route.pattern): \(error)")
        return Reply.json(
            ["error": "unknown_error", "error_description": "For more on this error consult the server log."],
            status: 500)
    }

    /// The database's file is locked, full or broken: not the caller's fault, and perhaps soon over. What the error says is
    /// the file and what to do, for the log.
    private func unavailable(_ error: any Error, _ route: Route) -> Reply {
        log.error("database not available in \(route.method) \(route.pattern): \(error)")
        return Reply.json(
            [
                "error": "temporarily_unavailable",
                "error_description":
                    "The database is locked or cannot be written. For more on this error consult the server log.",
            ], status: 503
        ).header("Retry-After", "1")
    }

    /// The answer for an endpoint that Keycloak has and we lack.
    private func unsupported(_ call: Call) async -> Reply? {
        guard case .route(let route, let parameters) = Unsupported.router.match(call.method.rawValue, call.path) else {
            return nil
        }
        return await run(route, Request(call: call, idp: idp, parameters: parameters))
    }

    /// What is refused before it is looked at.
    private func refusal(of call: Call) -> Reply? {
        let ofPath = idp.settings.acceptsNonNormalizedPaths ? nil : Self.refusal(of: call.path)
        return ofPath ?? Self.refusal(ofFormsOf: call)
    }

    /// Paths that Keycloak refuses before it looks at them (recording: bad_input).
    private static func refusal(of path: String) -> Reply? {
        if path.utf8.contains(UInt8(ascii: ";")) {
            return pathRefused("invalidCharacter", "Request path contains invalid character ';'")
        }
        return isNormalized(path) ? nil : pathRefused("missingNormalization", "Request path not normalized")
    }

    /// Forms that no handler should take apart (Quarkus, `quarkus.http.limits.max-form-fields`; modelled).
    private static func refusal(ofFormsOf call: Call) -> Reply? {
        let isForm = call.headers["Content-Type"].map { $0.lowercased().hasPrefix(formType) } ?? false
        guard call.query.map({ Form.isTooLong($0.utf8) }) ?? false || isForm && Form.isTooLong(call.body) else {
            return nil
        }
        return Reply.json(
            [
                "error": "invalid_request",
                "error_description": .string("A form has at most \(Form.mostFields) fields"),
            ], status: 400)
    }

    private static let formType = "application/x-www-form-urlencoded"

    private static func pathRefused(_ error: String, _ description: String) -> Reply {
        Reply(
            status: 400, headers: [("Content-Type", "application/json; charset=UTF-8")],
            body: .bytes(JSONValue.object(["error": .string(error), "error_description": .string(description)]).bytes))
    }

    private static func error(_ status: Int) -> Reply {
        Reply.json(["error": status == 405 ? "HTTP 405 Method Not Allowed" : "HTTP 404 Not Found"], status: status)
    }

    /// Keycloak's two ways of not knowing a path: outside of its resources, and below one (recording: discovery).
    private static func unknown(_ path: String) -> Reply {
        let isBelowResource = path.hasPrefix("/realms/") || path.hasPrefix("/admin/realms/")
        return Reply.json(
            ["error": isBelowResource ? "HTTP 404 Not Found" : "Unable to find matching target resource method"],
            status: 404)
    }
}
