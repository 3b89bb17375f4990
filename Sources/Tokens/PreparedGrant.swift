import JSON

/// A grant with its claims made: only times, identifiers and signatures are missing.
package struct PreparedGrant: Sendable {
    let grant: Grant
    package let claims: PreparedClaims

    /// - Parameter hasRefreshToken: whether the answer holds one; it needs a session.
    package init(_ grant: Grant, hasRefreshToken: Bool) {
        self.init(grant, PreparedClaims(grant, hasRefreshToken: hasRefreshToken))
    }

    package init(_ grant: Grant, _ claims: PreparedClaims) {
        self.grant = grant
        self.claims = claims
    }
}

/// The claims of a grant's tokens: made once and minted often for a service account, where they don't change between two
/// requests.
///
/// They name neither the client nor the realm as objects: the client keeps them, and would otherwise keep itself.
package struct PreparedClaims: Sendable {
    package let scopes: ScopeSelection
    /// The prefix of the access token's `jti`: kind of session, of token, of grant (`onrtro`; recording: password_grant).
    let idPrefix: String
    /// The access token's claims but for `exp`, `iat` and `jti`, as JSON from after the opening brace.
    let accessClaims: [UInt8]
    /// The ID token's claims but for those and `at_hash`.
    let idClaims: JSONObject?
    /// The refresh token's claims but for times and `jti`.
    let refreshClaims: JSONObject?
    let scope: String

    init(_ grant: Grant, hasRefreshToken: Bool) {
        scopes = grant.scopes
        let mappers = grant.mappers
        let access = Self.accessToken(grant, mappers)
        let isLightweight = grant.client.isLightweight
        let session = grant.session.map { $0.isOffline ? "of" : "on" } ?? "tr"
        idPrefix = "\(session)\(isLightweight ? "lt" : "rt")\(grant.kind.rawValue):"
        accessClaims = Array(JSONValue.object(access.ordered).bytes.dropFirst())
        idClaims = grant.scopes.isOpenID ? Self.idToken(grant, mappers).ordered : nil
        refreshClaims = hasRefreshToken ? Self.refreshToken(grant, access) : nil
        scope = grant.scopes.inToken
    }

    /// The claims of the access token, without times and `jti`.
    package static func accessToken(_ grant: Grant, _ mappers: [ProtocolMapper]) -> Claims {
        let target: Claims.Target = grant.client.isLightweight ? .lightweightAccessToken : .accessToken
        var claims = Claims(
            for: target, members: common(grant, type: grant.client.tokenType), roles: grant.grantedRoles)
        claims.members["scope"] = .string(grant.scopes.inToken)
        claims.apply(mappers, of: grant)
        return claims
    }

    /// The claims of the ID token, without times, `jti` and `at_hash`.
    package static func idToken(_ grant: Grant, _ mappers: [ProtocolMapper]) -> Claims {
        var claims = Claims(
            for: .idToken, members: common(grant, type: "ID"), audience: [grant.client.clientId],
            roles: grant.grantedRoles)
        claims.members["sub"] = .string(grant.user.id)
        claims.apply(mappers, of: grant)
        return claims
    }

    /// A refresh token repeats of the access token what a refresh needs (`aud_x` is its audience).
    private static func refreshToken(_ grant: Grant, _ access: Claims) -> JSONObject {
        let type = grant.session?.isOffline == true ? "Offline" : "Refresh"
        var claims = Claims(for: .accessToken, members: common(grant, type: type), audience: [grant.issuer])
        claims.members["sub"] = access.members["sub"]
        claims.members["scope"] = .string(grant.scopes.inRefreshToken)
        var members = claims.ordered
        if !access.audience.isEmpty { members["aud_x"] = access.ordered["aud"] }
        members["prov"] = "default"
        if let reuseID = grant.reuseID { members["reuse_id"] = .string(reuseID) }
        return members
    }

    private static func common(_ grant: Grant, type: String) -> JSONObject {
        var members: JSONObject = [
            "iss": .string(grant.issuer), "typ": .string(type), "azp": .string(grant.client.clientId),
        ]
        if let nonce = grant.nonce { members["nonce"] = .string(nonce) }
        if let session = grant.session { members["sid"] = .string(session.id) }
        return members
    }
}
