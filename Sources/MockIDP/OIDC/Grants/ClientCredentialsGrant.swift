import HTTPServer
import Synchronization

/// `client_credentials` (RFC 6749 section 4.4): tokens for the client's service account.
///
/// Without a refresh token there is no session and nothing is written; the claims are kept with the compiled client.
func clientCredentialsGrant(_ request: TokenRequest) async throws -> PreparedGrant {
    let (client, call) = (request.client, request.call)
    if client.isPublic { throw OAuthError.publicServiceAccount }
    guard client.hasServiceAccount, let user = client.serviceAccount else {
        throw OAuthError.serviceAccountNotEnabled
    }
    let usesRefreshToken = client.attributes["client_credentials.use_refresh_token"] == "true"
    let key = [call.issuer, call.call.remoteAddress, request.form["scope"] ?? "-"].joined(separator: " ")
    let known = usesRefreshToken ? nil : client.prepared.withLock { $0.value(key) }
    var grant = Grant(
        realm: request.realm.forTokens, client: client.forTokens, issuer: call.issuer, user: user,
        scopes: try known?.scopes ?? request.scopes().permitted(to: user), kind: .clientCredentials)
    if let known { return PreparedGrant(grant, known) }
    grant.notes = [
        "client_id": client.clientId, "clientHost": call.call.remoteAddress, "clientAddress": call.call.remoteAddress,
    ]
    if usesRefreshToken {
        grant.session = try await request.startSession(for: user, grant)
        grant.reuseID = request.newReuseID
        return PreparedGrant(grant, hasRefreshToken: true)
    }
    let prepared = PreparedGrant(grant, hasRefreshToken: false)
    client.prepared.withLock { $0.keep(prepared.claims, as: key) }
    return prepared
}
