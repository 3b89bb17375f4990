/// When the tokens of a grant end, as Keycloak's `SessionExpirationUtils` counts it: all in seconds since 1970.
struct Expiry: Sendable {
    let accessToken: Int
    /// nil: never.
    let refreshToken: Int?

    init(_ grant: Grant, at now: Int) {
        let sessionEnd = grant.session.flatMap { Self.longestEnd($0, grant) }
        let own = grant.client.seconds("access.token.lifespan") ?? grant.realm.lifespans.accessToken
        let end = own == -1 ? sessionEnd ?? now : now + own
        accessToken = min(end, sessionEnd ?? end)
        refreshToken = grant.session.flatMap { Self.refreshEnd($0, grant, at: now) }
    }

    /// The end of the longest life of the session and of the client's part in it, nil when neither has one.
    private static func longestEnd(_ session: TokenSession, _ grant: Grant) -> Int? {
        let (lifespans, client) = (grant.realm.lifespans, grant.client)
        let end: Int
        let own: Int
        if session.isOffline {
            guard lifespans.hasOfflineMax else { return nil }
            end = session.started + lifespans.offlineMax
            own = client.seconds("client.offline.session.max.lifespan") ?? lifespans.clientOfflineMax
        } else {
            let remembered = session.isRememberMe && lifespans.rememberMeMax > 0
            end = session.started + (remembered ? lifespans.rememberMeMax : lifespans.sessionMax)
            own = client.seconds("client.session.max.lifespan") ?? lifespans.clientSessionMax
        }
        return own > 0 ? min(end, session.clientStarted + own) : end
    }

    private static func refreshEnd(_ session: TokenSession, _ grant: Grant, at now: Int) -> Int? {
        let (lifespans, client) = (grant.realm.lifespans, grant.client)
        let end = longestEnd(session, grant)
        if session.isOffline {
            // An offline token ends only with a longest life; idling is checked when it is used.
            guard let end else { return nil }
            let idle = client.seconds("client.offline.session.idle.timeout") ?? lifespans.clientOfflineIdle
            return min(end, now + (idle > 0 ? idle : lifespans.offlineIdle))
        }
        let remembered = session.isRememberMe && lifespans.rememberMeIdle > 0
        let sessionIdle = remembered ? lifespans.rememberMeIdle : lifespans.sessionIdle
        let idle = client.seconds("client.session.idle.timeout") ?? lifespans.clientSessionIdle
        let idleEnd = now + (idle > 0 ? min(idle, sessionIdle) : sessionIdle)
        return min(idleEnd, end ?? idleEnd)
    }
}

extension CompiledClient {
    /// A lifespan attribute in seconds; nil when absent, empty or no 32-bit number, which is all that Keycloak counts in.
    func seconds(_ attribute: String) -> Int? { attributes[attribute].flatMap { Int32($0) }.map { Int($0) } }
}
