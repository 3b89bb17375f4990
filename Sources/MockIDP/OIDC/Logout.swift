import HTTPServer

/// `POST /realms/{realm}/protocol/openid-connect/logout` with a refresh token: ends its session.
func logout(_ call: RealmCall) async throws -> Reply {
    let form = call.form
    guard let text = form["refresh_token"] else { throw NotImplemented("logout without a refresh token") }
    try call.checkRealm()
    let client = try await call.authenticateClient(form)
    let token = try call.refreshToken(text)
    guard token.authorizedParty == client.clientId else { throw OAuthError.refreshTokenOfOtherClient }
    try await call.idp.store.write { tx in
        // A session that is gone already is what was asked for: some clients log out twice.
        if let session = try token.sessionID.flatMap({
            try tx.userSession(id: $0, in: call.realm.id, offline: token.isOffline)
        }) {
            try tx.delete(session)
        }
    }
    return call.cors(Reply(status: 204, headers: [("Cache-Control", "no-cache")], body: .bytes([])), for: client)
}
