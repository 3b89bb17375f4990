import HTTPServer
import JOSE
import JSON

/// Who calls the admin API.
struct AdminCaller: Sendable {
    /// The realm of the token.
    let realmID: String
    let userID: String
    let username: String
    /// The id of the client the token was issued for.
    let clientUUID: String
    /// `clientId/role` of every client role the caller has and the client lets through; realm roles as `/role`.
    let roles: Set<String>
    let sessionID: String?
}

/// Authenticates a call to the admin API by its bearer token, which may be of master or of the realm it asks for.
///
/// - Throws: `AdminError.unauthorized` without a good token.
func authenticateAdmin(_ call: Call, realmName: String?, _ idp: Services) async throws -> AdminCaller {
    guard let text = call.bearerToken, let parsed = try? JWS.parse(text),
        let issuer = try? JSONReader.read(parsed.payload, options: .strict)["iss"]?.string,
        let name = issuer.split(separator: "/").last.map({ percentDecoded(String($0)) }),
        let realm = try await idp.realms.realm(named: name),
        realm.isEnabled
    else { throw AdminError.unauthorized }
    let bearer: Bearer
    do {
        bearer = try await RealmCall(call: call, idp: idp, realm: realm).bearer(text)
    } catch is BearerRefusal {
        throw AdminError.unauthorized
    }
    let user = try await idp.store.read { try TokenUser(bearer.user, in: realm, $0) }
    let client = bearer.client
    let roles = client.isFullScope ? user.roles : user.roles.filter { client.scopeRoleIDs.contains($0.id) }
    return AdminCaller(
        realmID: realm.id, userID: user.id, username: user.username, clientUUID: client.id,
        roles: Set(roles.map { ($0.client ?? "") + "/" + $0.name }), sessionID: bearer.session?.id)
}
