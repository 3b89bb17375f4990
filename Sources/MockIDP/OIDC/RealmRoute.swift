import HTTPServer

extension Route {
    /// An endpoint of a realm's protocol side: the realm is looked up first, 404 "Realm does not exist" without it.
    static func realm(
        _ method: String, _ pattern: String, otherMethods: Int = 405, isUncached: Bool = false,
        isConstant: Bool = false, preflight: [String]? = nil,
        _ handler: @escaping @Sendable (RealmCall) async throws -> Reply
    ) -> Route {
        Route(
            method: method, pattern: pattern, otherMethods: otherMethods, isUncached: isUncached,
            isConstant: isConstant, preflight: preflight
        ) { request in
            try await answer(request, handler, tries: 3)
        }
    }

    /// A refusal by a realm that was removed meanwhile does not count: the one that has its name now is asked, if any.
    private static func answer(
        _ request: Request, _ handler: @escaping @Sendable (RealmCall) async throws -> Reply, tries: Int
    ) async throws -> Reply {
        let idp = request.idp
        guard let realm = try await idp.realms.realm(named: request.parameter("realm")) else {
            throw OAuthError.realmDoesNotExist
        }
        func isOutdated() -> Bool { tries > 1 && !idp.store.isThere(realm: realm.id, since: realm.version) }
        do {
            let reply = try await handler(RealmCall(call: request.call, idp: idp, realm: realm))
            if reply.status < 400 || !isOutdated() { return reply }
        } catch {
            if !isOutdated() { throw error }
        }
        return try await answer(request, handler, tries: tries - 1)
    }
}
