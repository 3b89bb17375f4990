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
        if let refusal = refusal(of: call) { return refusal.reply(to: call) }
        switch Routes.match(call.method.rawValue, call.path) {
        case .route(let route, let parameters):
            let reply = await run(route, Request(call: call, idp: idp, parameters: parameters))
            guard route.isConstant, let key, reply.status == 200 else { return reply }
            return cache.keep(reply, as: key, at: generation)
        case .otherMethods(let routes):
            if call.method.rawValue == "OPTIONS" { return preflight(call, routes) }
            let refusal: RequestError = routes.first?.otherMethods == 404 ? .notFound : .methodNotAllowed
            return await unsupported(call) ?? refusal.reply(to: call)
        case .none:
            return await unsupported(call) ?? Self.unknown(call.path).reply(to: call)
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
            reply = refusal(error, of: route).reply(to: request.call)
        }
        // Answers of the token endpoint, and no others, are not to be stored.
        guard route.isUncached else { return reply }
        if reply.status >= 400 { await noteRefusal(request, reply) }
        return reply.uncached()
    }

    private func noteRefusal(_ request: Request, _ reply: Reply) async {
        guard let realm = try? await idp.realms.realm(named: request.parameter("realm")),
            let refused = await RefusedLogin(RealmCall(call: request.call, idp: idp, realm: realm), reply)
        else { return }
        log.warning(refused.line, .events)
    }

    /// What an error is to the caller. What nobody foresaw, and what ails the database, is logged once, here.
    private func refusal(_ error: any Error, of route: Route) -> any Refusal {
        switch error {
        case let refusal as any Refusal:
            note(refusal)
            return refusal
        case let error where error.isOfDatabaseFile:
            // The error says which file and what to do.
            log.error("database not available in \(route.method) \(route.pattern): \(error)")
            return RequestError.databaseNotAvailable
        case _ where error.isConflict && route.pattern.hasPrefix("/admin/"):
            return AdminError.duplicateResource  // an id that something else has got
        default:
            log.error("unforeseen error in \(route.method) \(route.pattern): \(error)")
            return RequestError.unforeseen
        }
    }

    private func note(_ refusal: any Refusal) {
        guard let lacking = refusal as? NotImplemented, idp.metrics.isFirst(lacking) else { return }
        log.warning("not implemented: \(lacking.what)")
    }

    /// The answer for an endpoint that Keycloak has and we lack.
    private func unsupported(_ call: Call) async -> Reply? {
        guard case .route(let route, let parameters) = Unsupported.router.match(call.method.rawValue, call.path) else {
            return nil
        }
        return await run(route, Request(call: call, idp: idp, parameters: parameters))
    }

    /// What is refused before it is looked at.
    private func refusal(of call: Call) -> RequestError? {
        let ofPath = idp.settings.acceptsNonNormalizedPaths ? nil : Self.refusal(of: call.path)
        return ofPath ?? Self.refusal(ofFormsOf: call)
    }

    private static func refusal(of path: String) -> RequestError? {
        if path.utf8.contains(UInt8(ascii: ";")) { return .invalidCharacter }
        return isNormalized(path) ? nil : .missingNormalization
    }

    private static func refusal(ofFormsOf call: Call) -> RequestError? {
        let isForm = call.headers["Content-Type"].map { $0.lowercased().hasPrefix(formType) } ?? false
        let isTooLong = call.query.map { Form.isTooLong($0.utf8) } ?? false || isForm && Form.isTooLong(call.body)
        return isTooLong ? .tooManyFields : nil
    }

    private static let formType = "application/x-www-form-urlencoded"

    private static func unknown(_ path: String) -> RequestError {
        path.hasPrefix("/realms/") || path.hasPrefix("/admin/realms/") ? .notFound : .resourceNotFound
    }
}
