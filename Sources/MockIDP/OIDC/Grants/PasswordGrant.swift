import HTTPServer

/// `password` (RFC 6749 section 4.3): tokens for the user whose name and password the client sends.
func passwordGrant(_ request: TokenRequest) async throws -> PreparedGrant {
    let client = request.client
    guard client.allowsDirectAccess else { throw OAuthError.directAccessNotAllowed }
    if client.requiresConsent { throw OAuthError.consentRequired }
    let scopes = try request.scopes()
    guard let username = request.form["username"] else { throw OAuthError.missingUsername }
    let user = try await logIn(username, request.form["password"], in: request.realm, request.idp)
    var grant = Grant(
        realm: request.realm.forTokens, client: client.forTokens, issuer: request.call.issuer, user: user,
        scopes: scopes.permitted(to: user), kind: .password)
    if scopes.contains("offline_access"), !grant.scopes.contains("offline_access") {
        throw OAuthError.offlineNotAllowed
    }
    grant.session = try await request.startSession(for: user, grant)
    grant.reuseID = request.newReuseID
    return PreparedGrant(grant, hasRefreshToken: client.attributes["use.refresh.tokens"] != "false")
}

/// The user of that name, or of that email address where the realm allows it, if the password is right and nothing keeps
/// the user from logging in.
private func logIn(
    _ username: String, _ password: String?, in realm: RunningRealm, _ idp: Services
) async throws -> TokenUser {
    let candidate = try await idp.store.read { try Candidate(trimmed(username), in: realm, $0) }
    guard let candidate else { throw OAuthError.userRefused }
    guard candidate.record.document.enabled else { throw OAuthError.accountDisabled }
    if let stored = candidate.password, !stored.isAffordable {
        idp.log.warning("the password of user \(candidate.record.id) is not checked: its hash takes too much work")
    }
    guard let password, let stored = candidate.password, await stored.matches(password) else {
        throw OAuthError.userRefused
    }
    guard candidate.pendingActions.isEmpty else { throw OAuthError.accountNotSetUp }
    return candidate.user
}

extension Transaction {
    /// The user of that name, or of that email address where the realm allows it.
    func user(loggingInAs name: String, in realm: RunningRealm) throws -> UserRecord? {
        let byEmail = realm.record.document.loginWithEmailAllowed && name.contains("@")
        return try (byEmail ? user(email: name, in: realm.id) : nil) ?? user(username: name, in: realm.id)
    }
}

/// All that a login needs of a user, read in one go, so that the password is checked outside of the transaction.
private struct Candidate: Sendable {
    let record: UserRecord
    let user: TokenUser
    let password: StoredPassword?
    let pendingActions: [String]

    init?(_ name: String, in realm: RunningRealm, _ tx: Transaction) throws {
        guard let record = try tx.user(loggingInAs: name, in: realm) else { return nil }
        self.record = record
        user = try TokenUser(record, in: realm, tx)
        password = try tx.credentials(ofUser: record.id).lazy.compactMap { StoredPassword($0) }.first
        pendingActions = try realm.pendingActions(tx).of(record)
    }
}
