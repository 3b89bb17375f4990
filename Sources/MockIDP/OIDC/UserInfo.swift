import HTTPServer
import JSON

/// `GET` and `POST /realms/{realm}/protocol/openid-connect/userinfo` (OIDC Core section 5.3).
func userInfo(_ call: RealmCall) async throws -> Reply {
    let name = call.realm.name
    guard let text = call.call.bearerToken ?? call.form["access_token"] else {
        throw call.triesDPoP ? BearerChallenge.proofNotVerified(in: name) : .tokenMissing(in: name)
    }
    try call.checkRealm()
    let bearer: Bearer
    do {
        bearer = try await call.bearer(text)
        if bearer.token.isLightweight, !call.takesLightweight(bearer.client) { throw BearerRefusal.lightweight }
    } catch let refusal as BearerRefusal {
        throw BearerChallenge.invalidToken(refusal, in: name)
    }
    guard (bearer.token.scope ?? "").split(separator: " ").contains("openid") else {
        throw BearerChallenge.scopeMissing(in: name)
    }
    let grant = try await call.grant(of: bearer)
    var claims = Claims(for: .userInfo, members: ["sub": .string(grant.user.id)], roles: grant.grantedRoles)
    claims.apply(grant.mappers, of: grant)
    let reply = try await call.idp.withKeys(of: call.realm) { try userInfoReply(claims, grant, $0) }
    return call.cors(reply, for: bearer.client)
}

/// The claims as JSON, or signed when the client asks for it (recording: algorithms).
private func userInfoReply(_ claims: Claims, _ grant: Grant, _ keys: RealmKeys) throws -> Reply {
    let headers = [("Cache-Control", "no-store, no-cache"), ("Pragma", "no-cache")]
    let algorithm = grant.client.attributes["user.info.response.signature.alg"] ?? ""
    guard !algorithm.isEmpty, algorithm != "none" else {
        return Reply(
            status: 200, headers: [("Content-Type", "application/json")] + headers,
            body: .bytes(JSONValue.object(claims.ordered).bytes))
    }
    var signed = claims
    signed.members["iss"] = .string(grant.issuer)
    signed.addAudience(grant.client.clientId)
    let key = try grant.signingKey("user.info.response.signature.alg", keys.signing)
    let token = try key.sign(JSONValue.object(signed.ordered).bytes)
    return Reply(status: 200, headers: [("Content-Type", "application/jwt")] + headers, body: .bytes(token))
}

extension RealmCall {
    /// Whether the caller shows a token that is bound to a key of his.
    fileprivate var triesDPoP: Bool { call.headers["Authorization"]?.lowercased().hasPrefix("dpop ") == true }

    /// The grant that a token was made for, as far as userinfo and introspection need it.
    func grant(of bearer: Bearer) async throws -> Grant {
        let user = try await idp.store.read { try TokenUser(bearer.user, in: realm, $0) }
        let client = bearer.client
        let scopes = ScopeSelection(of: bearer.token.scope ?? "", for: client.forTokens, in: realm.forTokens)
        var grant = Grant(
            realm: realm.forTokens, client: client.forTokens, issuer: issuer, user: user,
            scopes: scopes.permitted(to: user), kind: .refreshToken)
        if let session = bearer.session, let joined = bearer.clientSession {
            grant.session = TokenSession(session, joined)
            grant.notes = session.notes.reduce(into: [:]) { $0[$1.name] = $1.value.string }
        }
        return grant
    }
}
