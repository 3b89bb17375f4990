import HTTPServer

/// The small pages that a browser adapter (keycloak-js) loads into frames (OIDC Session Management section 3.3).
func sessionIframe(_ call: RealmCall) async throws -> Reply { frame(Array(BuiltIn.sessionIframe)) }

/// The first of two pages that find out whether the browser sends third-party cookies.
func thirdPartyCookiesStep1(_ call: RealmCall) async throws -> Reply { frame(Array(BuiltIn.thirdPartyCookies1)) }

/// The second of them.
func thirdPartyCookiesStep2(_ call: RealmCall) async throws -> Reply { frame(Array(BuiltIn.thirdPartyCookies2)) }

private func frame(_ html: [UInt8]) -> Reply {
    Reply(
        status: 200,
        headers: [
            ("Content-Type", "text/html;charset=utf-8"),
            ("Cache-Control", "no-cache, must-revalidate, no-transform, no-store"),
        ], body: .bytes(html))
}

/// `…/login-status-iframe.html/init`: whether a script at `origin` may watch the session of a client, 204 or 403.
func sessionIframeInit(_ call: RealmCall) async throws -> Reply {
    let query = call.call.queryForm
    let client = try await query["client_id"].asyncFlatMap { try await call.client($0) }
    let isAllowed = client.map { $0.isEnabled && $0.allowedOrigins.allows(query["origin"] ?? "") } ?? false
    return Reply(status: isAllowed ? 204 : 403, headers: [], body: .bytes([]))
}

extension Optional {
    fileprivate func asyncFlatMap<T>(_ transform: (Wrapped) async throws -> T?) async rethrows -> T? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
