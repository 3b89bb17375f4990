import HTTPServer
import JOSE
import JSON
import Synchronization

/// Who calls the admin API.
struct AdminCaller: Sendable {
    /// The realm of the token.
    let realmID: String
    let userID: String
    let username: String
    /// The id of the client the token was issued for.
    let clientUUID: String
    /// The names of the realm roles that the caller has and the client lets through.
    let realmRoles: TextSet
    /// The same of client roles, by `clientId`.
    let clientRoles: TextMap<TextSet>
    /// The ids of all roles the caller has, whatever the client lets through.
    let roleIDs: TextSet
    let sessionID: String?
}

/// Authenticates a call to the admin API by its bearer token, which may be of master or of the realm it asks for.
///
/// A token that was good a moment ago is good still unless something was written since, or it has ended.
/// - Throws: `AdminError.unauthorized` without a good token.
func authenticateAdmin(_ call: Call, realmName: String?, _ idp: Services) async throws -> AdminCaller {
    guard let text = call.bearerToken else { throw AdminError.unauthorized }
    let commits = idp.store.commitCount
    let key = idp.addresses.frontend(call) + " " + text
    if let known = idp.adminCallers.caller(key, at: idp.now(), commits) { return known }
    guard let parsed = try? JWS.parse(text), let claims = try? parsed.claims(), let issuer = claims["iss"]?.string,
        let name = issuer.split(separator: "/").last.map({ percentDecoded(String($0)) }),
        let realm = try await idp.realms.realm(named: name), realm.isEnabled
    else { throw AdminError.unauthorized }
    let bearer: Bearer
    do {
        bearer = try await RealmCall(call: call, idp: idp, realm: realm).bearer(text)
    } catch is BearerRefusal {
        throw AdminError.unauthorized
    }
    let caller = try await AdminCaller(bearer, in: realm, idp.store)
    idp.adminCallers.keep(
        caller, as: key, until: min(bearer.token.claims["exp"]?.int ?? 0, bearer.session?.expires ?? .max), commits)
    return caller
}

extension AdminCaller {
    fileprivate init(_ bearer: Bearer, in realm: CompiledRealm, _ store: Store) async throws {
        let user = try await store.read { try TokenUser(bearer.user, in: realm, $0) }
        let client = bearer.client
        let roles = client.isFullScope ? user.roles : user.roles.filter { client.scopeRoleIDs.contains($0.id) }
        var ofRealm: TextSet = []
        var ofClients: TextMap<TextSet> = [:]
        for role in roles {
            if let client = role.client {
                ofClients[client, default: []].insert(role.name)
            } else {
                ofRealm.insert(role.name)
            }
        }
        self.init(
            realmID: realm.id, userID: user.id, username: user.username, clientUUID: client.id, realmRoles: ofRealm,
            clientRoles: ofClients, roleIDs: TextSet(user.roles.map(\.id)), sessionID: bearer.session?.id)
    }
}

/// Callers whose tokens were verified, for as long as nothing is written: provisioning clients read a lot with one token.
final class AdminCallers: Sendable {
    private struct Entry {
        let caller: AdminCaller
        /// Seconds since 1970.
        let expires: Int
        let commits: UInt64
    }

    private let entries = Mutex<TextMap<Entry>>([:])

    func caller(_ key: String, at now: Int, _ commits: UInt64) -> AdminCaller? {
        guard let entry = entries.withLock({ $0[key] }), entry.commits == commits, now < entry.expires else {
            return nil
        }
        return entry.caller
    }

    func keep(_ caller: AdminCaller, as key: String, until expires: Int, _ commits: UInt64) {
        entries.withLock { entries in
            if entries.count >= 64 { entries.removeAll() }
            entries[key] = Entry(caller: caller, expires: expires, commits: commits)
        }
    }
}
