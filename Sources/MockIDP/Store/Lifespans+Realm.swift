extension Lifespans {
    /// A realm's lifespans: sessions are stored with their ends, which are counted anew when these change.
    init(_ realm: RealmRepresentation) {
        self.init()
        accessToken = realm.accessTokenLifespan
        accessTokenImplicit = realm.accessTokenLifespanForImplicitFlow
        sessionIdle = realm.ssoSessionIdleTimeout
        sessionMax = realm.ssoSessionMaxLifespan
        rememberMeIdle = realm.ssoSessionIdleTimeoutRememberMe
        rememberMeMax = realm.ssoSessionMaxLifespanRememberMe
        clientSessionIdle = realm.clientSessionIdleTimeout
        clientSessionMax = realm.clientSessionMaxLifespan
        offlineIdle = realm.offlineSessionIdleTimeout
        offlineMax = realm.offlineSessionMaxLifespan
        hasOfflineMax = realm.offlineSessionMaxLifespanEnabled
        clientOfflineIdle = realm.clientOfflineSessionIdleTimeout
        clientOfflineMax = realm.clientOfflineSessionMaxLifespan
    }
}
