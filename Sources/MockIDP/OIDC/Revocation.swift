import HTTPServer
import JSON

/// `POST /realms/{realm}/protocol/openid-connect/revoke` (RFC 7009): an access token is remembered as revoked, a refresh
/// token takes its client's part of the session with it.
func revoke(_ call: RealmCall) async throws -> Reply {
    let form = call.form
    try call.checkRealm()
    let client = try await call.authenticateClient(form)
    guard let text = form["token"] else { throw OAuthError.revocationTokenMissing }
    guard let token = try? call.verify(text) else { throw OAuthError.revokedTokenNotValid }
    guard token.authorizedParty == client.clientId else { throw OAuthError.unmatchingClients }
    let (realm, expires) = (call.realm, token.claims["exp"]?.int ?? Int.max)
    try await call.idp.store.write { tx in
        switch token.type {
        case "Refresh", "Offline":
            let isOffline = token.isOffline
            guard let id = token.sessionID, let session = try tx.userSession(id: id, in: realm.id, offline: isOffline)
            else { return }
            if let joined = try tx.clientSession(sessionID: id, clientID: client.id, offline: isOffline) {
                try tx.delete(joined)
            }
            if try tx.clientSessions(ofSession: id, offline: isOffline).isEmpty { try tx.delete(session) }
        default:
            try tx.revoke(tokenID: token.id, realmID: realm.id, until: expires)
        }
    }
    return call.cors(Reply(status: 200, headers: [], body: .bytes([])), for: client)
}
