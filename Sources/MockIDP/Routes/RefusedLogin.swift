import HTTPServer
import JSON

/// What the log says of a login that was refused, in the words of Keycloak's event log: who asked, and why not; never a
/// password, a secret or a token.
struct RefusedLogin {
    private let form: Form
    private let remoteAddress: String
    private let realm: RunningRealm
    private let error: String

    /// Nil for an answer that refuses no login.
    init?(_ request: Request, _ reply: Reply, in realm: RunningRealm) {
        guard let body = try? JSONReader.read(reply.body.bytes, options: .strict), let code = body["error"]?.string
        else {
            return nil
        }
        form = request.call.form
        remoteAddress = request.call.remoteAddress
        self.realm = realm
        error = Self.error(code, body["error_description"]?.string ?? "")
    }

    /// `type="LOGIN_ERROR", realmId="…", …`, as JBossLoggingEventListenerProvider writes it.
    var line: String {
        var details = [
            ("type", type), ("realmId", realm.id), ("realmName", realm.name), ("clientId", form["client_id"] ?? "null"),
            ("userId", "null"), ("ipAddress", remoteAddress), ("error", error), ("auth_method", "openid-connect"),
        ]
        if let grant = form["grant_type"] { details.append(("grant_type", grant)) }
        if let name = form["username"] { details.append(("username", name)) }
        return details.map { "\($0)=\"\(shortened($1))\"" }.joined(separator: ", ")
    }

    private var type: String {
        switch form["grant_type"] {
        case "client_credentials": "CLIENT_LOGIN_ERROR"
        case "refresh_token": "REFRESH_TOKEN_ERROR"
        case "authorization_code": "CODE_TO_TOKEN_ERROR"
        case "urn:ietf:params:oauth:grant-type:token-exchange": "TOKEN_EXCHANGE_ERROR"
        default: "LOGIN_ERROR"
        }
    }

    /// Keycloak's name in its events for what the answer says.
    private static func error(_ code: String, _ description: String) -> String {
        switch description {
        case "Invalid user credentials": "invalid_user_credentials"
        case "Account disabled": "user_disabled"
        case "Account is not fully set up": "resolve_required_actions"
        case "Invalid client or Invalid client credentials":
            code == "invalid_client" ? "client_not_found" : "invalid_client_credentials"
        case "Client not allowed for direct access grants": "not_allowed"
        case "Invalid refresh token", "Token is not active", "Session not active": "invalid_token"
        default: code
        }
    }

    private func shortened(_ text: String) -> String { String(text.prefix(255).map { $0 == "\"" ? "'" : $0 }) }
}
