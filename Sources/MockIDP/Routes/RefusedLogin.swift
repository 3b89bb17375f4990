import HTTPServer
import JSON

/// What the log says of a login that was refused, in the words of Keycloak's event log: who asked, and why not; never a
/// password, a secret or a token.
struct RefusedLogin {
    private let realm: RunningRealm
    private let form: Form
    private let remoteAddress: String
    private let clientID: String?
    private let authenticator: String?
    private let userID: String?
    private let error: String

    /// Nil for an answer that refuses no login.
    init?(_ call: RealmCall, _ reply: Reply) async {
        guard let body = try? JSONReader.read(reply.body.bytes, options: .strict), let code = body["error"]?.string
        else {
            return nil
        }
        realm = call.realm
        form = call.form
        remoteAddress = call.call.remoteAddress
        clientID = ClientCredentials(call, form).clientId
        let error = Self.error(code, body["error_description"]?.string ?? "")
        let user = Self.ofUsers.contains(error) ? await Self.user(form["username"] ?? "", call) : nil
        userID = user?.id
        // Keycloak looks for the user first, and tells only its log that there is none (ValidateUsername).
        self.error = error == "invalid_user_credentials" && user == nil ? "user_not_found" : error
        let client = Self.ofClients.contains(error) ? nil : clientID
        authenticator = if let client { (try? await call.client(client))?.authenticator } else { nil }
    }

    private static func user(_ name: String, _ call: RealmCall) async -> UserRecord? {
        let realm = call.realm
        let found = try? await call.idp.store.read { tx in try tx.user(loggingInAs: trimmed(name), in: realm) }
        return found ?? nil
    }

    /// `type="LOGIN_ERROR", realmId="…", …`, as JBossLoggingEventListenerProvider writes it (details: recording
    /// events_sessions).
    var line: String {
        let grant = form["grant_type"]
        let details = [
            ("type", type), ("realmId", realm.id), ("realmName", realm.name), ("clientId", clientID ?? "null"),
            ("userId", userID ?? "null"), ("ipAddress", remoteAddress), ("error", error),
            ("auth_method", "openid-connect"), ("grant_type", grant), ("client_auth_method", authenticator),
            ("username", form["username"]),
        ]
        return details.compactMap { name, value in value.map { "\(name)=\"\(shortened($0))\"" } }.joined(
            separator: ", ")
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

    /// What comes after the user was looked for, and what before the client was known.
    private static let ofUsers: Set = ["invalid_user_credentials", "user_disabled", "resolve_required_actions"]
    private static let ofClients: Set = ["client_not_found", "invalid_client_credentials"]

    private func shortened(_ text: String) -> String { String(text.prefix(255).map { $0 == "\"" ? "'" : $0 }) }
}
