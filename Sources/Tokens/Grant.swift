/// What a grant has been redeemed for: everything a token says, decided before anything is signed.
package struct Grant: Sendable {
    /// How the grant was made: the second part of the `jti`'s prefix.
    package enum Kind: String, Sendable {
        case authorizationCode = "ac"
        case clientCredentials = "cc"
        case password = "ro"
        case refreshToken = "rt"
    }

    package let realm: TokenRealm
    package let client: TokenClient
    /// The realm's address as the caller sees it.
    package let issuer: String
    package let user: TokenUser
    package let scopes: ScopeSelection
    package let kind: Kind
    /// The session the tokens belong to; nil for a service account without one.
    package var session: TokenSession?
    /// The authentication context class reference.
    package var acr = "1"
    package var nonce: String?
    /// What the refresh token shares with those made from it, where the realm limits their use.
    package var reuseID: String?
    /// Session notes that mappers may put into tokens (`clientAddress`, `AUTH_TIME` …); a service account has them without
    /// a stored session too.
    package var notes: [String: String] = [:]

    package init(
        realm: TokenRealm, client: TokenClient, issuer: String, user: TokenUser, scopes: ScopeSelection, kind: Kind
    ) {
        self.realm = realm
        self.client = client
        self.issuer = issuer
        self.user = user
        self.scopes = scopes
        self.kind = kind
    }
}

extension Grant {
    /// The mappers in force, in the order they run.
    package var mappers: [ProtocolMapper] {
        (client.mappers + scopes.scopes.flatMap(\.mappers)).filter(\.isKnown).sorted { $0.priority < $1.priority }
    }

    /// The user's roles that this client's tokens may hold.
    package var grantedRoles: [TokenRole] {
        if client.isFullScope { return user.roles }
        let allowed = scopes.scopes.reduce(into: client.scopeRoleIDs) { $0.formUnion($1.roleIDs) }
        return user.roles.filter { allowed.contains($0.id) }
    }
}
