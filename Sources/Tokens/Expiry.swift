/// When the tokens of a grant end, as Keycloak's `SessionExpirationUtils` counts it: all in seconds since 1970.
package struct Expiry: Sendable {
    package let accessToken: Int
    /// nil: never.
    package let refreshToken: Int?

    package init(_ grant: Grant, at now: Int) {
        let sessionEnd = grant.session.flatMap { Self.longestEnd($0, grant) }
        let own = grant.client.seconds("access.token.lifespan") ?? grant.realm.lifespans.accessToken
        let end = own == -1 ? sessionEnd ?? now : now + own
        accessToken = min(end, sessionEnd ?? end)
        refreshToken = grant.session.flatMap { Self.refreshEnd($0, grant, at: now) }
    }

    /// The end of the longest life of the session and of the client's part in it, nil when neither has one.
    private static func longestEnd(_ session: TokenSession, _ grant: Grant) -> Int? {
        guard let longest = life(of: session, grant).longest else { return nil }
        let end = session.started + longest
        return partLife(session, grant).longest.map { min(end, session.clientStarted + $0) } ?? end
    }

    private static func refreshEnd(_ session: TokenSession, _ grant: Grant, at now: Int) -> Int? {
        let end = longestEnd(session, grant)
        guard let idle = life(of: session, grant).idle else { return end }
        let own = partLife(session, grant).idle
        // An offline token ends only with a longest life; idling is checked when it is used.
        if session.isOffline { return end.map { min($0, now + (own ?? idle)) } }
        let idleEnd = now + min(own ?? idle, idle)
        return min(idleEnd, end ?? idleEnd)
    }

    private static func life(of session: TokenSession, _ grant: Grant) -> SessionLife {
        SessionLife(grant.realm.lifespans, isOffline: session.isOffline, isRememberMe: session.isRememberMe)
    }

    private static func partLife(_ session: TokenSession, _ grant: Grant) -> SessionLife {
        SessionLife(
            ofClientWith: grant.client.attributes, grant.realm.lifespans, isOffline: session.isOffline)
    }
}
