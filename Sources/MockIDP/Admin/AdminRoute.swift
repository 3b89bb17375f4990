import HTTPServer
import JSON

extension Route {
    /// An endpoint of the admin API: the caller is authenticated before anything else, 401 without a valid token.
    ///
    /// - Parameter feature: the feature of Keycloak that it belongs to (`CLIENT_POLICIES`): a server on which that is off
    ///   says so, and one whose `ADMIN_API` is off has none of these endpoints (AdminRoot, ProfileHelper; modelled).
    static func admin(
        _ method: String, _ pattern: String, otherMethods: Int = 405, feature: String? = nil,
        _ handler: @escaping @Sendable (AdminCall) async throws -> Reply
    ) -> Route {
        Route(method: method, pattern: pattern, otherMethods: otherMethods) { request in
            if request.idp.features.isOff("ADMIN_API") { throw RequestError.notFound }
            let call = try await AdminCall(request)
            if let feature, request.idp.features.isOff(feature) { throw AdminError.featureNotEnabled }
            return try await handler(call)
        }
    }

    /// `GET` of something that looks the same to whoever may see it.
    static func showing<Thing>(
        _ pattern: String, _ subject: Subject<Thing>,
        _ shown: @escaping @Sendable (Thing, Transaction) throws -> JSONObject
    ) -> Route {
        .admin("GET", pattern) { call in
            .adminJSON(try await call.read(subject) { tx, _, thing in try shown(thing, tx) })
        }
    }

    /// `DELETE` of something that nothing else has to be asked about.
    static func removing(
        _ pattern: String, _ subject: Subject<some StoredRecord>, _ reply: Reply = .noContentNoCache
    ) -> Route {
        .admin("DELETE", pattern) { call in
            try await call.write(subject) { tx, _, thing in try tx.delete(thing) }
            return reply
        }
    }
}
