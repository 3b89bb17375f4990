/// What tokens need of a realm.
package struct TokenRealm: Sendable {
    package var lifespans = Lifespans()
    /// The algorithm of tokens whose client names none.
    package var signatureAlgorithm = "RS256"
    package var hasOrganizations = false
    /// Tokens issued before this second are stale.
    package var notBefore = 0

    package init() {}
}

/// How long things of a realm live, in seconds; 0 means "as the next wider setting says".
package struct Lifespans: Sendable, Hashable {
    package var accessToken = 300
    package var accessTokenImplicit = 900
    package var sessionIdle = 1800
    package var sessionMax = 36_000
    package var rememberMeIdle = 0
    package var rememberMeMax = 0
    package var clientSessionIdle = 0
    package var clientSessionMax = 0
    package var offlineIdle = 2_592_000
    package var offlineMax = 5_184_000
    package var hasOfflineMax = false
    package var clientOfflineIdle = 0
    package var clientOfflineMax = 0

    package init() {}
}
