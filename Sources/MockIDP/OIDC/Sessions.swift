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
        var session = UserSessionRecord(
            id: idp.ids.sessionID(), realmID: realm.id, userID: user.id, username: user.username,
            ipAddress: call.call.remoteAddress, started: now, lastAccess: now, rememberMe: false, offline: isOffline,
            notes: JSONObject(grant.notes.map { ($0.key, .string($0.value)) }))
        var joined = ClientSessionRecord(
            sessionID: session.id, clientID: client.id, started: now, lastAccess: now, offline: isOffline, notes: [:])
        session.use(at: now, realm.lifespans)
        joined.use(at: now, by: client, realm.lifespans)
        let (stored, part) = (session, joined)
        try await idp.store.write { tx in
            try tx.insert(stored)
            try tx.insert(part)
            tx.changes?.areAdditions = true
        }
        return TokenSession(stored, part)
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
    func isActive(at now: Int) -> Bool { expires.map { now < $0 } ?? true }

    /// Notes that the session is used, which lets it idle anew.
    mutating func use(at now: Int, _ lifespans: Lifespans) {
        lastAccess = now
        expires = SessionLife(lifespans, isOffline: offline, isRememberMe: rememberMe)
            .end(started: started, lastAccess: now)
    }
}

extension ClientSessionRecord {
    /// The same for the client's part in it.
    mutating func use(at now: Int, by client: RunningClient, _ lifespans: Lifespans) {
        lastAccess = now
        expires = SessionLife(ofClientWith: client.attributes, lifespans, isOffline: offline)
            .end(started: started, lastAccess: now)
    }
}
