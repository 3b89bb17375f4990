import HTTPServer
import JSON

/// A refusal of the protocol endpoints, with Keycloak's own status, code and sentence.
///
/// Status and code are copied from recordings, never derived from the RFC: a missing username is 401 `invalid_request`.
struct OAuthError: Refusal, Equatable {
    let status: Int
    let error: String
    var description: String?

    func reply(to call: Call) -> Reply {
        var body: JSONObject = ["error": .string(error)]
        if let description { body["error_description"] = .string(description) }
        return .json(.object(body), status: status)
    }
}

extension OAuthError {
    // A realm.
    static let realmDoesNotExist = Self(status: 404, error: "Realm does not exist")
    static let realmNotEnabled = Self(status: 403, error: "access_denied", description: "Realm not enabled")
    static let httpsRequired = Self(status: 403, error: "invalid_request", description: "HTTPS required")

    // A client (recordings: client_credentials, admin_token).
    static let clientNotFound = Self(
        status: 401, error: "invalid_client", description: "Invalid client or Invalid client credentials")
    static let clientRefused = Self(
        status: 401, error: "unauthorized_client", description: "Invalid client or Invalid client credentials")
    static let assertionTypeMissing = Self(
        status: 400, error: "invalid_client", description: "Parameter client_assertion_type is missing")
    static let bearerOnly = Self(
        status: 400, error: "unauthorized_client", description: "Bearer-only not allowed")
    static let invalidOrigin = Self(status: 403, error: "Invalid origin")

    // The token endpoint.
    /// Keycloak answers 500 the first time and 400 later (recording: bad_input); a clear refusal serves better.
    static let formNotReadable = Self(
        status: 400, error: "invalid_request", description: "The body is not a readable form")
    static let missingGrantType = Self(
        status: 400, error: "invalid_request", description: "Missing form parameter: grant_type")
    static let unsupportedGrantType = Self(
        status: 400, error: "unsupported_grant_type", description: "Unsupported grant_type")
    static let duplicatedParameter = Self(
        status: 400, error: "invalid_request", description: "duplicated parameter")
    static func scopesNotValid(_ scopes: String) -> Self {
        Self(status: 400, error: "invalid_scope", description: "Invalid scopes: \(scopes)")
    }

    // client_credentials.
    static let publicServiceAccount = Self(
        status: 401, error: "unauthorized_client", description: "Public client not allowed to retrieve service account")
    static let serviceAccountNotEnabled = Self(
        status: 401, error: "unauthorized_client", description: "Client not enabled to retrieve service account")

    // password.
    static let directAccessNotAllowed = Self(
        status: 400, error: "unauthorized_client", description: "Client not allowed for direct access grants")
    static let consentRequired = Self(
        status: 400, error: "invalid_client", description: "Client requires user consent")
    static let offlineNotAllowed = Self(
        status: 400, error: "not_allowed", description: "Offline tokens not allowed for the user or client")
    static let missingUsername = Self(
        status: 401, error: "invalid_request", description: "Missing parameter: username")
    static let userRefused = Self(status: 400, error: "invalid_grant", description: "Invalid user credentials")
    static let accountDisabled = Self(status: 400, error: "invalid_grant", description: "Account disabled")
    static let accountNotSetUp = Self(
        status: 400, error: "invalid_grant", description: "Account is not fully set up")

    // refresh_token and logout (recording: token_lifecycle).
    static let noRefreshToken = Self(status: 400, error: "invalid_request", description: "No refresh token")
    static let refreshTokenNotValid = Self(
        status: 400, error: "invalid_grant", description: "Invalid refresh token")
    static let tokenNotActive = Self(status: 400, error: "invalid_grant", description: "Token is not active")
    static let staleToken = Self(status: 400, error: "invalid_grant", description: "Stale token")
    static let refreshTokenOfOtherClient = Self(
        status: 400, error: "invalid_grant",
        description: "Invalid refresh token. Token client and authorized client don't match")
    static let userDisabled = Self(status: 400, error: "invalid_grant", description: "User disabled")
    static let sessionNotActive = Self(status: 400, error: "invalid_grant", description: "Session not active")
    static let offlineSessionNotActive = Self(
        status: 400, error: "invalid_grant", description: "Offline session not active")
    static let sessionWithoutClient = Self(
        status: 400, error: "invalid_grant", description: "Session doesn't have required client")
    static let refreshTokenReused = Self(
        status: 400, error: "invalid_grant", description: "Maximum allowed refresh token reuse exceeded")

    // introspection and revocation.
    /// Where a client or its realm asks for an algorithm that there is not (recordings: algorithms 60, bad_input 176).
    static let algorithmUnknown = Self(
        status: 500, error: "unknown_error", description: "For more on this error consult the server log.")
    static let introspectionTokenMissing = Self(
        status: 400, error: "invalid_request", description: "Token not provided.")
    static let introspectionClientRefused = Self(
        status: 401, error: "invalid_client", description: "Client authentication failed.")
    static let introspectionClientNotAllowed = Self(
        status: 403, error: "invalid_request", description: "Client not allowed.")
    static let revocationTokenMissing = Self(
        status: 400, error: "invalid_request", description: "Token not provided")
    static let unmatchingClients = Self(
        status: 400, error: "invalid_request", description: "Unmatching clients")
    /// 200, as recorded: an unknown token is revoked already.
    static let revokedTokenNotValid = Self(status: 200, error: "invalid_token", description: "Invalid token")
}
