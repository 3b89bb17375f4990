import HTTPServer
import JSON

/// `POST /realms/{realm}/protocol/openid-connect/token/introspect` (RFC 7662).
func introspect(_ call: RealmCall) async throws -> Reply {
    let form = call.form
    try call.checkRealm()
    let client: RunningClient
    do {
        client = try await call.authenticateClient(form)
    } catch let error as OAuthError where error == .clientRefused {
        throw OAuthError.introspectionClientRefused
    }
    if client.isPublic { throw OAuthError.introspectionClientNotAllowed }
    guard let text = form["token"] else { throw OAuthError.introspectionTokenMissing }
    let answer = try await call.introspection(text, hint: form["token_type_hint"], for: client)
    return Reply.json(.object(answer ?? ["active": false])).header("Cache-Control", "no-cache")
}

extension RealmCall {
    /// The token's claims and those of its mappers; nil when it is not active for `client`.
    ///
    /// A client learns of tokens meant for it only: an access or ID token must have it in `aud`. A refresh token is looked
    /// at only when the hint says so (recording: token_lifecycle).
    fileprivate func introspection(_ text: String, hint: String?, for client: RunningClient) async throws
        -> JSONObject?
    {
        guard let token = try? verify(text) else { return nil }
        let isRefresh = token.type == "Refresh" || token.type == "Offline"
        guard isRefresh == (hint == "refresh_token") else { return nil }
        if isRefresh {
            guard token.authorizedParty == client.clientId else { return nil }
        } else {
            guard introspectsAnyAudience(client) || token.audience.contains(client.clientId) else { return nil }
        }
        guard let bearer = try? await holder(of: token) else { return nil }
        let grant = try await grant(of: bearer)
        var claims = Claims(
            for: .introspection, members: token.claims, audience: token.audience, roles: grant.grantedRoles)
        for name in ["aud", "at_hash", "aud_x", "prov", "reuse_id"] { claims.members[name] = nil }
        claims.apply(grant.mappers, of: grant)
        var answer = claims.ordered
        answer["client_id"] = .string(token.authorizedParty)
        answer["username"] = .string(grant.user.username)
        answer["token_type"] = .string(token.type)
        answer["active"] = true
        return answer
    }
}
