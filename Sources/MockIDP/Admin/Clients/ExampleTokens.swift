import HTTPServer
import JSON

/// What tokens of a client for a user would say, without making a session or a signature (recordings: mappers 95 to 97,
/// java-admin-client 93).
extension ClientsResource {
    /// `GET evaluate-scopes/generate-example-access-token`.
    @Sendable static func exampleAccessToken(_ call: AdminCall) async throws -> Reply {
        let grant = try await exampleGrant(call)
        let claims = PreparedClaims.accessToken(grant, grant.mappers)
        return .adminJSON(stamped(claims, grant, call, prefix: "onrtna:"))
    }

    /// `GET evaluate-scopes/generate-example-id-token`.
    @Sendable static func exampleIDToken(_ call: AdminCall) async throws -> Reply {
        let grant = try await exampleGrant(call)
        let claims = PreparedClaims.idToken(grant, grant.mappers)
        return .adminJSON(stamped(claims, grant, call, prefix: ""))
    }

    /// `GET evaluate-scopes/generate-example-userinfo`.
    @Sendable static func exampleUserInfo(_ call: AdminCall) async throws -> Reply {
        let grant = try await exampleGrant(call)
        var claims = Claims(for: .userInfo, members: ["sub": .string(grant.user.id)], roles: grant.grantedRoles)
        claims.apply(grant.mappers, of: grant)
        return .adminJSON(claims.ordered)
    }

    private static func stamped(_ claims: Claims, _ grant: Grant, _ call: AdminCall, prefix: String) -> JSONObject {
        let now = call.idp.now()
        var claims = claims
        claims.members["exp"] = JSONValue(Expiry(grant, at: now).accessToken)
        claims.members["iat"] = JSONValue(now)
        claims.members["jti"] = .string(prefix + call.idp.ids.tokenID())
        return claims.ordered
    }

    private static func exampleGrant(_ call: AdminCall) async throws -> Grant {
        guard let userID = call.query("userId"), !userID.isEmpty else { throw AdminError.noUserGiven }
        let (realmID, clientId, record) = try await call.read(.client) { tx, realm, client in
            let user = try tx.user(id: userID, in: realm.id).found(or: .exampleUserNotFound)
            return (realm.id, client.clientId, user)
        }
        guard let realm = try await call.idp.realms.realm(id: realmID),
            let client = try await realm.client(clientId, call.idp.store)?.forTokens
        else { throw AdminError.clientNotFound }
        let user = try await call.idp.store.read { try TokenUser(record, in: realm, $0) }
        let known = TextSet((client.defaultScopes + client.optionalScopes).map(\.name) + ["openid"])
        let names = (call.query("scope") ?? "").split(separator: " ").map(String.init).filter { known.contains($0) }
        let parameter = names.isEmpty ? nil : names.joined(separator: " ")
        guard let scopes = ScopeSelection(parameter, for: client, in: realm.forTokens) else { throw AdminError.unknown }
        let now = call.idp.now()
        var grant = Grant(
            realm: realm.forTokens, client: client, issuer: call.issuer(of: realm), user: user,
            scopes: scopes.permitted(to: user), kind: .authorizationCode)
        grant.session = TokenSession(
            id: call.idp.ids.sessionID(), started: now, clientStarted: now, isOffline: false, isRememberMe: false)
        return grant
    }
}
