import Crypto
import JSON
import Synchronization

/// A client made ready for its tokens: credentials, settings, and its client scopes with their mappers in order.
final class RunningClient: Sendable {
    let id: String
    let clientId: String
    let record: ClientRecord
    let attributes: [String: String]
    let isEnabled: Bool
    let isPublic: Bool
    let isBearerOnly: Bool
    /// How the client proves who it is: `client-secret`, `client-jwt` …
    let authenticator: String
    let hasServiceAccount: Bool
    let allowsDirectAccess: Bool
    let requiresConsent: Bool
    /// Tokens of this client issued before this second are stale.
    let notBefore: Int
    let secret: [UInt8]?
    let defaultScopes: [RunningScope]
    let optionalScopes: [RunningScope]
    /// The client's own mappers; those of its scopes come with the scopes.
    let mappers: [ProtocolMapper]
    let isFullScope: Bool
    /// The roles that tokens for this client may hold when it is not full scope: its own and its scope mappings.
    let scopeRoleIDs: TextSet
    /// The roles among them that are the client's own.
    let allowedOrigins: AllowedOrigins
    let isLightweight: Bool
    /// The user that `client_credentials` speaks for.
    let serviceAccount: TokenUser?

    /// Claims that never change as long as this client does (see `clientCredentialsGrant`); scopes and hosts vary with the
    /// callers.
    let prepared = Mutex(RecentlyUsed<PreparedClaims>(limit: 32))

    init(_ record: ClientRecord, in realm: RunningRealm, _ tx: Transaction) throws {
        let document = record.document
        self.record = record
        id = record.id
        clientId = record.clientId
        attributes = document.attributes
        isEnabled = document.enabled
        isPublic = document.publicClient
        isBearerOnly = document.bearerOnly
        authenticator = document.clientAuthenticatorType
        hasServiceAccount = document.serviceAccountsEnabled
        allowsDirectAccess = document.directAccessGrantsEnabled
        requiresConsent = document.consentRequired
        notBefore = document.notBefore
        secret = document.secret.map { Array($0.utf8) }
        defaultScopes = try Self.scopes(of: record, isDefault: true, tx)
        optionalScopes = try Self.scopes(of: record, isDefault: false, tx)
        mappers = ProtocolMapper.list(document.protocolMappers)
        isFullScope = document.fullScopeAllowed
        let own = try tx.roles(of: .client(record.id), search: nil, first: nil, max: nil).map(\.id)
        let mapped = try tx.roles(heldBy: .client(record.id)).map(\.id)
        scopeRoleIDs = isFullScope ? [] : TextSet(own).union(try tx.effectiveRoles(mapped).map(\.id))
        allowedOrigins = AllowedOrigins(document)
        isLightweight = attributes["client.use.lightweight.access.token.enabled"] == "true"
        serviceAccount =
            hasServiceAccount
            ? try tx.serviceAccount(ofClient: record.id).map { try TokenUser($0, in: realm, tx) } : nil
    }

    private static func scopes(of client: ClientRecord, isDefault: Bool, _ tx: Transaction) throws -> [RunningScope] {
        try tx.clientScopes(ofClient: client.id, isDefault: isDefault).map { try RunningScope($0, tx) }
            .filter { $0.protocol == "openid-connect" }
    }

    /// Whether `secret` is this client's, compared in constant time.
    func accepts(secret candidate: String) -> Bool {
        guard let secret else { return false }
        return constantTimeEqual(Array(candidate.utf8), secret)
    }
}

/// A client scope with its mappers and the roles it lets through.
struct RunningScope: Sendable {
    let name: String
    let `protocol`: String
    let mappers: [ProtocolMapper]
    /// Roles mapped to the scope, with their composites; a user who has none of them does not get the scope.
    let roleIDs: TextSet
    let isInTokenScope: Bool

    init(_ record: ClientScopeRecord, _ tx: Transaction) throws {
        name = record.name
        `protocol` = record.document.protocol ?? ""
        mappers = ProtocolMapper.list(record.document.protocolMappers)
        let mapped = try tx.roles(heldBy: .clientScope(record.id)).map(\.id)
        roleIDs = mapped.isEmpty ? [] : TextSet(try tx.effectiveRoles(mapped).map(\.id))
        isInTokenScope = record.document.attributes["include.in.token.scope"] != "false"
    }
}

/// The web origins a client's scripts may come from: `+` stands for the origins of its redirect URIs, `*` for any.
struct AllowedOrigins: Sendable {
    let origins: [String]
    let isAny: Bool

    init(_ client: ClientRepresentation) {
        let configured = client.webOrigins
        isAny = configured.contains("*")
        guard configured.contains("+") else {
            origins = configured
            return
        }
        var known: TextSet = []
        let redirected = client.redirectUris.compactMap { Self.origin(of: $0, root: client.rootUrl) }
        origins = (configured.filter { $0 != "+" } + redirected).filter { known.insert($0).inserted }
    }

    func allows(_ origin: String) -> Bool { isAny || origins.contains(origin) }

    /// `scheme://host[:port]` of a redirect URI, resolved against the client's root URL.
    private static func origin(of uri: String, root: String?) -> String? {
        let text = uri.hasPrefix("/") ? (root ?? "") + uri : uri
        guard let scheme = text.place(of: "://"), text.hasPrefix("http") else { return nil }
        let rest = text[scheme...].dropFirst(3)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return authority.isEmpty ? nil : String(text[..<rest.startIndex] + authority)
    }
}
