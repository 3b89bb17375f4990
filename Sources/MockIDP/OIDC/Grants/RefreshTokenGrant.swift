import HTTPServer
import JSON

/// `refresh_token` (RFC 6749 section 6): new tokens for the session that a refresh token names.
func refreshTokenGrant(_ request: TokenRequest) async throws -> PreparedGrant {
    let client = request.client
    guard let text = request.form["refresh_token"] else { throw OAuthError.noRefreshToken }
    let token = try request.call.refreshToken(text)
    guard token.authorizedParty == client.clientId else { throw OAuthError.refreshTokenOfOtherClient }
    // Keycloak's TokenManager.validateToken (modelled).
    guard token.issuedAt >= client.notBefore else { throw OAuthError.staleToken }
    let scopes = request.scopes(of: token)
    let now = request.idp.now()
    // A refusal that must leave a trace is returned, not thrown: a throw would undo it.
    let (session, joined, user) = try await request.idp.store.write { tx in
        try refresh(token, of: client, in: request.realm, at: now, tx)
    }.get()
    var grant = Grant(
        realm: request.realm.forTokens, client: client.forTokens, issuer: request.call.issuer, user: user,
        scopes: scopes.permitted(to: user), kind: .refreshToken)
    grant.session = TokenSession(session, joined)
    grant.reuseID = token.reuseID ?? request.newReuseID
    grant.notes = session.notes.reduce(into: [:]) { $0[$1.name] = $1.value.string }
    return PreparedGrant(grant, hasRefreshToken: client.attributes["use.refresh.tokens"] != "false")
}

extension RealmCall {
    /// A good refresh token, for the token and the logout endpoint.
    func refreshToken(_ text: String) throws -> VerifiedToken {
        do {
            let token = try verify(text)
            guard token.type == "Refresh" || token.type == "Offline" else { throw OAuthError.refreshTokenNotValid }
            return token
        } catch let refusal as TokenRefusal {
            switch refusal {
            case .invalid: throw OAuthError.refreshTokenNotValid
            case .notActive: throw OAuthError.tokenNotActive
            case .stale: throw OAuthError.staleToken
            }
        }
    }
}

extension TokenRequest {
    /// The scopes of the refresh token, but for those that a `scope` parameter leaves out; nothing can be added.
    func scopes(of token: VerifiedToken) -> ScopeSelection {
        var names = (token.scope ?? "").split(separator: " ")
        if let wanted = form["scope"], !wanted.isEmpty {
            let wanted = TextSet(wanted.split(separator: " ").map(String.init))
            names = names.filter { wanted.contains(String($0)) }
        }
        return ScopeSelection(of: names.joined(separator: " "), for: client.forTokens, in: realm.forTokens)
    }
}

private typealias Refreshed = (UserSessionRecord, ClientSessionRecord, TokenUser)

/// Finds the session of a refresh token and marks it as used.
private func refresh(
    _ token: VerifiedToken, of client: RunningClient, in realm: RunningRealm, at now: Int, _ tx: Transaction
) throws -> Result<Refreshed, OAuthError> {
    let isOffline = token.isOffline
    guard var session = try token.sessionID.flatMap({ try tx.userSession(id: $0, in: realm.id, offline: isOffline) }),
        session.isActive(at: now),
        let user = try tx.user(id: session.userID, in: realm.id)
    else { return .failure(isOffline ? .offlineSessionNotActive : .sessionNotActive) }
    guard user.document.enabled else { return .failure(.userDisabled) }
    guard token.issuedAt >= user.document.notBefore else { return .failure(.staleToken) }
    guard var joined = try tx.clientSession(sessionID: session.id, clientID: client.id, offline: isOffline) else {
        return .failure(.sessionWithoutClient)
    }
    if realm.revokesRefreshTokens {
        if let refusal = use(token, in: &joined, atMost: realm.record.document.refreshTokenMaxReuse) {
            try tx.delete(joined)
            return .failure(refusal)
        }
    }
    session.use(at: now, realm.lifespans)
    joined.use(at: now, by: client, realm.lifespans)
    try tx.update(session)
    try tx.update(joined)
    return .success((session, joined, try TokenUser(user, in: realm, tx)))
}

/// Counts a use of the token; refuses one too many, and a token older than the last one used of its line.
///
/// A line is a first refresh token and all that were made from it: they share a `reuse_id`.
private func use(_ token: VerifiedToken, in session: inout ClientSessionRecord, atMost reuses: Int) -> OAuthError? {
    let line = "refresh " + (token.reuseID ?? "")
    var last = session.notes[line]?.object ?? [:]
    if last["token"]?.string != token.id {
        if let issuedAt = last["issuedAt"]?.int, token.issuedAt < issuedAt { return .staleToken }
        last = ["token": .string(token.id), "issuedAt": JSONValue(token.issuedAt)]
    }
    let uses = last["uses"]?.int ?? 0
    guard uses <= reuses else { return .refreshTokenReused }
    last["uses"] = JSONValue(uses + 1)
    session.notes[line] = .object(last)
    return nil
}
