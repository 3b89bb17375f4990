import HTTPServer
import JOSE
import JSON
import Synchronization

/// A realm made ready for its protocol endpoints: settings as plain values, keys parsed, clients compiled when first asked
/// for. Immutable in meaning: a changed realm is another `RunningRealm`.
final class RunningRealm: Sendable {
    let id: String
    let name: String
    /// `/realms/NAME`, as it stands in addresses.
    let path: String
    /// The store's version of this realm that was compiled.
    let version: UInt64
    let record: RealmRecord
    /// The realm's keys, read from their components when the first token needs one.
    var keys: RealmKeys { lazyKeys() }
    /// What tokens need of it.
    let forTokens: TokenRealm
    let isEnabled: Bool
    /// `all`, `external` or `none`.
    let sslRequired: String
    /// Whether a refresh token may be used a limited number of times only.
    let revokesRefreshTokens: Bool
    let attributes: TextMap<String>
    /// The realm's own address for browsers, its attribute `frontendUrl`; the server's when it has none that can be read.
    let frontendURL: String?
    /// Names of the realm's openid-connect client scopes, for `scopes_supported`.
    let scopeNames: [String]

    private let keyComponents: [ComponentRecord]
    private let lazyKeys: Lazily<RealmKeys>
    private let clients = Mutex<TextMap<RunningClient>>([:])
    private let expansions = Mutex(RoleExpansions())
    private let actions = Mutex<PendingActions?>(nil)
    private let clientNames = Mutex<TextMap<String>>([:])
    /// Their names hold the caller's Host, which anyone may vary, and the documents repeat it.
    private let documents = Mutex(RecentlyUsed<[UInt8]>(limit: 16))

    init(_ record: RealmRecord, version: UInt64, keysOf previous: RunningRealm?, _ tx: Transaction) throws {
        self.record = record
        self.version = version
        id = record.id
        name = record.name
        path = "/realms/" + PercentEncoding.encode(record.name, in: .pathSegment)
        forTokens = TokenRealm(record.document)
        isEnabled = record.document.enabled
        sslRequired = record.document.sslRequired.lowercased()
        revokesRefreshTokens = record.document.revokeRefreshToken
        attributes = record.document.attributes
        frontendURL = attributes["frontendUrl"].flatMap(baseURL)
        let components = try tx.components(in: record.id, parent: nil, type: RealmKeys.providerType, name: nil)
        keyComponents = components
        let same = previous.flatMap { $0.keyComponents == components ? $0.lazyKeys : nil }
        lazyKeys = same ?? Lazily { RealmKeys(components) }
        scopeNames = try tx.clientScopeNames(in: record.id, protocol: "openid-connect")
    }

    var lifespans: Lifespans { forTokens.lifespans }
    var notBefore: Int { forTokens.notBefore }

    /// The client with that `clientId`, compiled at the first call.
    func client(_ clientId: String, _ store: Store) async throws -> RunningClient? {
        if let client = clients.withLock({ $0[clientId] }) { return client }
        let client = try await store.read { tx -> RunningClient? in
            guard let record = try tx.client(clientId: clientId, in: id) else { return nil }
            return try RunningClient(record, in: self, tx)
        }
        if let client { clients.withLock { $0[clientId] = client } }
        return client
    }

    /// The `clientId` of the client with that id, for the names in `resource_access`.
    func clientName(_ id: String, _ tx: Transaction) throws -> String? {
        if let name = clientNames.withLock({ $0[id] }) { return name }
        guard let name = try tx.client(id: id, in: self.id)?.clientId else { return nil }
        clientNames.withLock { $0[id] = name }
        return name
    }

    /// Roles and all that they are made of, each once.
    ///
    /// Few roles are expanded one by one, since most users hold the same ones; many together, since the parts that they
    /// share, a long chain in the worst case, would be gone through for each.
    func roles(in ids: [String], _ tx: Transaction) throws -> [TokenRole] {
        let key = ids.joined(separator: " ")
        if ids.count == 1 || ids.count > 16 { return try expansion(of: ids, as: key, tx) }
        if let known = expansions.withLock({ $0[key] }) { return known }
        var known: TextSet = []
        let roles = try ids.flatMap { try expansion(of: [$0], as: $0, tx) }.filter { known.insert($0.id).inserted }
        expansions.withLock { $0[key] = roles }
        return roles
    }

    /// Read at the first user who holds these roles.
    private func expansion(of ids: [String], as key: String, _ tx: Transaction) throws -> [TokenRole] {
        if let known = expansions.withLock({ $0[key] }) { return known }
        let roles = try tx.effectiveRoleNames(ofRoles: ids).compactMap { role -> TokenRole? in
            guard let clientID = role.clientID else { return TokenRole(id: role.id, name: role.name, client: nil) }
            return try clientName(clientID, tx).map { TokenRole(id: role.id, name: role.name, client: $0) }
        }
        expansions.withLock { $0[key] = roles }
        return roles
    }

    /// What the realm asks of users who log in, read at the first login.
    func pendingActions(_ tx: Transaction) throws -> PendingActions {
        if let known = actions.withLock({ $0 }) { return known }
        let read = try PendingActions(in: record, tx)
        actions.withLock { $0 = read }
        return read
    }

    /// A document made once for this version of the realm (discovery, JWKS), by a key of the caller's.
    func document(_ key: String, _ make: () throws -> [UInt8]) rethrows -> [UInt8] {
        if let bytes = documents.withLock({ $0.value(key) }) { return bytes }
        let bytes = try make()
        documents.withLock { $0.keep(bytes, as: key) }
        return bytes
    }
}

/// What roles are made of, as far as it was asked for; begun anew when it grows too large.
private struct RoleExpansions {
    private var roles: TextMap<[TokenRole]> = [:]
    private var size = 0
    private static let largest = 500_000

    subscript(key: String) -> [TokenRole]? {
        get { roles[key] }
        set {
            size += (newValue?.count ?? 0) + key.utf8.count / 32
            if size > Self.largest { (roles, size) = ([:], 0) }
            roles[key] = newValue
        }
    }
}

extension TokenRealm {
    fileprivate init(_ realm: RealmRepresentation) {
        self.init()
        lifespans = Lifespans(realm)
        // Keycloak takes any text for it, and then cannot sign.
        signatureAlgorithm = realm.defaultSignatureAlgorithm
        hasOrganizations = realm.organizationsEnabled
        notBefore = realm.notBefore
    }
}
