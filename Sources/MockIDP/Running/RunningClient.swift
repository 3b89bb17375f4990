import Crypto
import HTTPServer
import Synchronization

/// A client made ready for its tokens: credentials, settings, and its client scopes with their mappers in order.
final class RunningClient: Sendable {
    let id: String
    let record: ClientRecord
    /// What tokens need of it.
    let forTokens: TokenClient
    let isEnabled: Bool
    let isPublic: Bool
    let isBearerOnly: Bool
    /// How the client proves who it is: `client-secret`, `client-jwt` …
    let authenticator: String
    let hasServiceAccount: Bool
    let allowsDirectAccess: Bool
    let requiresConsent: Bool
    let secret: [UInt8]?
    let allowedOrigins: AllowedOrigins
    /// The user that `client_credentials` speaks for.
    let serviceAccount: TokenUser?

    /// Claims that never change as long as this client does (see `clientCredentialsGrant`); scopes and hosts vary with the
    /// callers.
    let prepared = Mutex(RecentlyUsed<PreparedClaims>(limit: 32))

    var clientId: String { forTokens.clientId }
    var attributes: TextMap<String> { forTokens.attributes }
    var notBefore: Int { forTokens.notBefore }

    init(_ record: ClientRecord, in realm: RunningRealm, _ tx: Transaction) throws {
        let document = record.document
        self.record = record
        id = record.id
        isEnabled = document.enabled
        isPublic = document.publicClient
        isBearerOnly = document.bearerOnly
        authenticator = document.clientAuthenticatorType
        hasServiceAccount = document.serviceAccountsEnabled
        allowsDirectAccess = document.directAccessGrantsEnabled
        requiresConsent = document.consentRequired
        secret = document.secret.map { Array($0.utf8) }
        allowedOrigins = AllowedOrigins(document)
        forTokens = try TokenClient(record, allowedOrigins: allowedOrigins.origins, tx)
        serviceAccount =
            hasServiceAccount
            ? try tx.serviceAccount(ofClient: record.id).map { try TokenUser($0, in: realm, tx) } : nil
    }

    /// Whether `secret` is this client's, compared in constant time.
    func accepts(secret candidate: String) -> Bool {
        guard let secret else { return false }
        return constantTimeEqual(Array(candidate.utf8), secret)
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

    /// The origin of a redirect URI, resolved against the client's root URL.
    private static func origin(of uri: String, root: String?) -> String? {
        let text = uri.hasPrefix("/") ? (root ?? "") + uri : uri
        return text.hasPrefix("http") ? URI(text).origin : nil
    }
}
