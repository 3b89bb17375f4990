import HTTPServer
import JOSE
import JSON
import Synchronization

extension AdminCaller {
    /// The names of a client's roles that the caller has and the client of the token lets through.
    ///
    /// Read where they are asked for: a realm's administrators would hold some for each realm there is.
    func roles(ofClient clientID: String, _ tx: Transaction) throws -> TextSet {
        let held = try tx.roleNames(ofClient: clientID, heldBy: userID)
        return TextSet(held.filter { role in scope.map { $0.contains(role.id) } ?? true }.map(\.name))
    }

    /// Whether the caller has a role of its own realm, such as master's `admin`, and the client lets it through.
    func holds(realmRole name: String, _ tx: Transaction) throws -> Bool {
        guard let id = try tx.roleID(named: name, ofRealm: realmID), scope.map({ $0.contains(id) }) ?? true else {
            return false
        }
        return try tx.holds(role: id, user: userID)
    }
}

/// Authenticates a call to the admin API by its bearer token, which may be of master or of the realm it asks for.
///
/// A token that was good a moment ago is good still unless something that was there has changed since, or it has ended.
/// - Throws: `AdminError.unauthorized` without a good token.
func authenticateAdmin(_ call: Call, realmName: String?, _ idp: Services) async throws -> AdminCaller {
    guard let text = call.bearerToken else { throw AdminError.unauthorized }
    let alterations = idp.store.alterationCount
    let key = idp.addresses.frontend(call) + " " + text
    if let known = idp.adminCallers.caller(key, at: idp.now(), alterations) { return known }
    guard let parsed = try? JWS.parse(text), let claims = try? parsed.claims(), let issuer = claims["iss"]?.string,
        let name = issuer.split(separator: "/").last.map({ PercentEncoding.decode($0) }),
        let realm = try await idp.realms.realm(named: name), realm.isEnabled
    else { throw AdminError.unauthorized }
    let bearer: Bearer
    do {
        bearer = try await RealmCall(call: call, idp: idp, realm: realm).bearer(text)
    } catch is BearerRefusal {
        throw AdminError.unauthorized
    }
    let caller = AdminCaller(
        realmID: realm.id, userID: bearer.user.id, username: bearer.user.username, clientUUID: bearer.client.id,
        sessionID: bearer.session?.id,
        scope: bearer.client.forTokens.isFullScope ? nil : bearer.client.forTokens.scopeRoleIDs,
        known: KnownRoles(alterations))
    idp.adminCallers.keep(
        caller, as: key, until: min(bearer.token.claims["exp"]?.int ?? 0, bearer.session?.expires ?? .max))
    return caller
}
