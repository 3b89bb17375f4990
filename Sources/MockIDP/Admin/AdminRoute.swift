import HTTPServer

extension Route {
    /// An endpoint of the admin API: the caller is authenticated before anything else, 401 without a valid token.
    static func admin(
        _ method: String, _ pattern: String, otherMethods: Int = 405,
        _ handler: @escaping @Sendable (AdminCall) async throws -> Reply
    ) -> Route {
        Route(method: method, pattern: pattern, otherMethods: otherMethods) { request in
            let call = try await AdminCall(request)
            return try await call.permissionFirst(handler)
        }
    }
}
