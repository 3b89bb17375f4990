import Crypto
import HTTPServer

/// What a client presents to say who it is (RFC 6749 section 2.3.1).
struct ClientCredentials: Sendable {
    let clientId: String?
    let secret: String?

    /// From the form, where a `client_id` wins over the header's (recording: client_credentials), and from HTTP Basic.
    init(_ call: RealmCall, _ form: Form) {
        let basic = Self.basic(call.call.headers["Authorization"])
        clientId = form["client_id"] ?? basic?.name
        secret = basic?.secret ?? form["client_secret"]
    }

    /// Name and secret of a Basic header, each decoded as a form value; nil for anything else.
    private static func basic(_ header: String?) -> (name: String, secret: String)? {
        guard let header, header.lowercased().hasPrefix("basic "),
            let bytes = Base64.decode(header.dropFirst(6).drop { $0 == " " }.description)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        return (
            PercentEncoding.decodeForm(text[..<colon]),
            PercentEncoding.decodeForm(text[text.utf8.index(after: colon)...])
        )
    }
}

extension RealmCall {
    /// The client that calls, authenticated as it is configured to be.
    ///
    /// - Throws: `clientNotFound` for none, an unknown or a disabled one; `clientRefused` for a wrong secret.
    func authenticateClient(_ form: Form) async throws -> RunningClient {
        let credentials = ClientCredentials(self, form)
        guard let clientId = credentials.clientId, let client = try await client(clientId), client.isEnabled else {
            throw OAuthError.clientNotFound
        }
        if client.isBearerOnly { throw OAuthError.bearerOnly }
        if client.isPublic { return client }
        try checkMethod(client, form)
        guard let secret = credentials.secret, client.accepts(secret: secret) else { throw OAuthError.clientRefused }
        return client
    }

    /// Clients that authenticate by a signed assertion or a certificate must not pass with a secret.
    private func checkMethod(_ client: RunningClient, _ form: Form) throws {
        switch client.authenticator {
        case "client-secret": return
        case "client-jwt", "client-secret-jwt":
            guard form["client_assertion_type"] != nil else { throw OAuthError.assertionTypeMissing }
            throw NotImplemented("client assertions")
        default:
            throw OAuthError.clientRefused
        }
    }
}
