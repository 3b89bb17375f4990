/// When the tokens of a grant end, as Keycloak's `SessionExpirationUtils` counts it: all in seconds since 1970.
struct Expiry: Sendable {
    let accessToken: Int
    /// nil: never.
    let refreshToken: Int?

    init(_ grant: Grant, at now: Int) {
        let sessionEnd = grant.session.flatMap { Self.sessionEnd($0, grant) }
        let own = grant.client.seconds("access.token.lifespan") ?? grant.realm.lifespans.accessToken
        let end = own == -1 ? sessionEnd ?? now : now + own
        accessToken = min(end, sessionEnd ?? end)
        refreshToken = grant.session.flatMap { Self.refreshEnd($0, grant, at: now) }
    }

    /// The end of the longest life of a session, nil for one without.
    static func sessionEnd(_ session: TokenSession, _ grant: Grant) -> Int? {
        let lifespans = grant.realm.lifespans
        if session.isOffline { return lifespans.hasOfflineMax ? session.started + lifespans.offlineMax : nil }
        let remembered = session.isRememberMe && lifespans.rememberMeMax > 0
        return session.started + (remembered ? lifespans.rememberMeMax : lifespans.sessionMax)
    }

    private static func refreshEnd(_ session: TokenSession, _ grant: Grant, at now: Int) -> Int? {
        let (lifespans, client) = (grant.realm.lifespans, grant.client)
        let sessionEnd = sessionEnd(session, grant)
        guard !session.isOffline else {
            // An offline token ends only with a longest life; idling is checked when it is used.
            guard let sessionEnd else { return nil }
            let own = client.seconds("client.offline.session.max.lifespan") ?? lifespans.clientOfflineMax
            let idle = client.seconds("client.offline.session.idle.timeout") ?? lifespans.clientOfflineIdle
            let ends = [sessionEnd, own > 0 ? session.clientStarted + own : sessionEnd, now + (idle > 0 ? idle : lifespans.offlineIdle)]
            return ends.min()
        }
        let remembered = session.isRememberMe && lifespans.rememberMeIdle > 0
        let sessionIdle = remembered ? lifespans.rememberMeIdle : lifespans.sessionIdle
        let idle = client.seconds("client.session.idle.timeout") ?? lifespans.clientSessionIdle
        let longest = client.seconds("client.session.max.lifespan") ?? lifespans.clientSessionMax
        var end = now + (idle > 0 ? min(idle, sessionIdle) : sessionIdle)
        if longest > 0 { end = min(end, session.clientStarted + longest) }
        return min(end, sessionEnd ?? end)
    }
}

extension CompiledClient {
    /// A lifespan attribute in seconds; nil when absent or empty.
    func seconds(_ attribute: String) -> Int? { attributes[attribute].flatMap { Int($0) } }
}
