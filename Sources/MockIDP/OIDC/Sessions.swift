import HTTPServer
import JSON

/// Sessions of the protocol endpoints: started by a grant, looked up by the tokens that name them.
extension TokenRequest {
    /// The `reuse_id` of a first refresh token, where the realm limits how often one may be used.
    var newReuseID: String? { realm.revokesRefreshTokens ? idp.ids.uuid() : nil }

    /// Starts a user session with this client in it, and stores both.
    func startSession(for user: TokenUser, _ grant: Grant) async throws -> TokenSession {
        let now = idp.now()
        let isOffline = grant.scopes.contains("offline_access")
        let session = UserSessionRecord(
            id: idp.ids.sessionID(), realmID: realm.id, userID: user.id, username: user.username,
            ipAddress: call.call.remoteAddress, started: now, lastAccess: now, rememberMe: false, offline: isOffline,
            notes: JSONObject(grant.notes.map { ($0.key, .string($0.value)) }))
        let joined = ClientSessionRecord(
            sessionID: session.id, clientID: client.id, started: now, lastAccess: now, offline: isOffline, notes: [:])
        try await idp.store.write { tx in
            try tx.insert(session)
            try tx.insert(joined)
        }
        return TokenSession(session, joined)
    }
}

extension TokenSession {
    init(_ session: UserSessionRecord, _ client: ClientSessionRecord) {
        self.init(
            id: session.id, started: session.started, clientStarted: client.started, isOffline: session.offline,
            isRememberMe: session.rememberMe)
    }
}

extension UserSessionRecord {
    /// Whether the session may still be used at `now`: neither idle for too long nor past its longest life.
    func isActive(at now: Int, _ lifespans: Lifespans) -> Bool {
        if offline {
            return now < lastAccess + lifespans.offlineIdle
                && (!lifespans.hasOfflineMax || now < started + lifespans.offlineMax)
        }
        let idle = rememberMe && lifespans.rememberMeIdle > 0 ? lifespans.rememberMeIdle : lifespans.sessionIdle
        let longest = rememberMe && lifespans.rememberMeMax > 0 ? lifespans.rememberMeMax : lifespans.sessionMax
        return now < lastAccess + idle && now < started + longest
    }
}
