import HTTPServer

extension Route {
    /// An endpoint of the admin API: the caller is authenticated before anything else, 401 without a valid token.
    static func admin(
        _ method: String, _ pattern: String, otherMethods: Int = 405,
        _ handler: @escaping @Sendable (AdminCall) async throws -> Reply
    ) -> Route {
        Route(method: method, pattern: pattern, otherMethods: otherMethods) { request in
            do {
                let call = try await AdminCall(request)
                return try await call.permissionFirst(handler)
            } catch let error as AdminError where error.isNotAcceptable && request.call.wantsPage {
                return .html("<!DOCTYPE html><html><head><title></title></head><body></body></html>", status: 406)
            }
        }
    }
}

extension AdminError {
    fileprivate var isNotAcceptable: Bool { status == AdminError.notAcceptable.status }
}

extension Call {
    /// Keycloak refuses in HTML who asks for nothing but HTML (recording: bad_input 145).
    fileprivate var wantsPage: Bool { headers["Accept"]?.includes("text/html") ?? false }
}
