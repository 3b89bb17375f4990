/// What a grant has been redeemed for: everything a token says, decided before anything is signed.
struct Grant: Sendable {
    /// How the grant was made: the second part of the `jti`'s prefix.
    enum Kind: String, Sendable {
        case authorizationCode = "ac"
        case clientCredentials = "cc"
        case password = "ro"
        case refreshToken = "rt"
    }

    var realm: RunningRealm
    let client: RunningClient
    /// The realm's address as the caller sees it.
    let issuer: String
    let user: TokenUser
    let scopes: ScopeSelection
    let kind: Kind
    /// The session the tokens belong to; nil for a service account without one.
    var session: TokenSession?
    /// The authentication context class reference.
    var acr = "1"
    var nonce: String?
    /// What the refresh token shares with those made from it, where the realm limits their use.
    var reuseID: String?
    /// Session notes that mappers may put into tokens (`clientAddress`, `AUTH_TIME` …); a service account has them without
    /// a stored session too.
    var notes: [String: String] = [:]
}

/// The session behind a grant, as its tokens need it.
struct TokenSession: Sendable {
    let id: String
    /// Seconds since 1970.
    let started: Int
    /// When the client joined it, seconds since 1970.
    let clientStarted: Int
    let isOffline: Bool
    let isRememberMe: Bool
}

extension Grant {
    /// The mappers in force, in the order they run.
    var mappers: [ProtocolMapper] {
        (client.mappers + scopes.scopes.flatMap(\.mappers)).filter(\.isKnown).sorted { $0.priority < $1.priority }
    }

    /// The user's roles that this client's tokens may hold.
    var grantedRoles: [TokenRole] {
        if client.isFullScope { return user.roles }
        let allowed = scopes.scopes.reduce(into: client.scopeRoleIDs) { $0.formUnion($1.roleIDs) }
        return user.roles.filter { allowed.contains($0.id) }
    }
}
