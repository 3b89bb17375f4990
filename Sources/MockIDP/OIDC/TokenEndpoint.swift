import HTTPServer

/// `POST /realms/{realm}/protocol/openid-connect/token` (RFC 6749 section 3.2): who asks, what for, and the tokens.
func token(_ call: RealmCall) async throws -> Reply {
    let form = call.form
    if form.isMalformed { throw OAuthError.formNotReadable }
    try call.checkRealm()
    guard let grantType = form["grant_type"] else { throw OAuthError.missingGrantType }
    guard let grant = grants[grantType] else { throw OAuthError.unsupportedGrantType }
    let client = try await call.authenticateClient(form)
    guard TextSet(form.names).count == form.pairs.count else { throw OAuthError.duplicatedParameter }
    try call.checkOrigin(of: client)
    do {
        let prepared = try await grant(TokenRequest(call: call, form: form, client: client))
        let tokens = try await call.mint(prepared)
        return call.cors(.json(tokens.response), for: client)
    } catch let error as OAuthError {
        return call.cors(error.reply(to: call.call), for: client)
    }
}

/// How each grant type is redeemed: a request by an authenticated client in, claims out. The one list of grants.
private let grants: [String: @Sendable (TokenRequest) async throws -> PreparedGrant] = [
    "client_credentials": clientCredentialsGrant,
    "password": passwordGrant,
    "refresh_token": refreshTokenGrant,
]

/// A token request of an authenticated client.
struct TokenRequest: Sendable {
    let call: RealmCall
    let form: Form
    let client: RunningClient

    var realm: RunningRealm { call.realm }
    var idp: Services { call.idp }

    /// The client scopes asked for; `invalid_scope` when one is not the client's.
    func scopes() throws -> ScopeSelection {
        let parameter = form["scope"].map { trimmed($0) { $0.value <= 0x20 } }
        guard let scopes = ScopeSelection(parameter, for: client.forTokens, in: realm.forTokens) else {
            throw OAuthError.scopesNotValid(parameter ?? "")
        }
        return scopes
    }
}

/// Without the scalars at both ends that `isBlank` names.
private func trimmed(_ text: String, _ isBlank: (Unicode.Scalar) -> Bool) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
}

extension RealmCall {
    /// Signs a grant's tokens. A realm without a key for a known algorithm gets one, as Keycloak makes its fallback keys.
    func mint(_ prepared: PreparedGrant) async throws -> TokenSet {
        try await idp.withKeys(of: realm) {
            try Tokens.mint(prepared, with: $0.signing, at: idp.now(), idp.ids.tokenID)
        }
    }
}
