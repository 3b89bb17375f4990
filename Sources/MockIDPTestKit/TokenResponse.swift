internal import JOSE
internal import JSON

/// What the token endpoint has answered (RFC 6749 section 5.1).
///
///     let token = try await shop.token(client: "web", secret: "s3cret", user: "alice", password: "wonderland")
///     #expect(token.claims["preferred_username"] == "alice")
public struct TokenResponse: Sendable {
    /// `access_token`
    public let accessToken: String
    /// The whole answer.
    public let answer: JSONDocument

    init?(_ answer: JSONDocument) {
        guard let token = answer["access_token"]?.string else { return nil }
        accessToken = token
        self.answer = answer
    }

    /// `refresh_token`; a client has none for itself.
    public var refreshToken: String? { answer["refresh_token"]?.string }
    /// `id_token`, which the scope `openid` brings.
    public var idToken: String? { answer["id_token"]?.string }
    /// `expires_in`: for how many seconds the access token is good.
    public var expiresIn: Int { answer["expires_in"]?.int ?? 0 }
    /// `scope`: the scopes that were granted.
    public var scope: String { answer["scope"]?.string ?? "" }

    /// The claims of the access token, which are not verified here.
    public var claims: JSONDocument { Self.claims(of: accessToken) }
    /// The claims of the ID token; `null` without one.
    public var idTokenClaims: JSONDocument { idToken.map(Self.claims) ?? JSONDocument(.null) }
    /// The header of the access token: `alg`, `typ`, `kid`.
    public var header: JSONDocument {
        (try? JWS.parse(accessToken)).map { JSONDocument(.object($0.header)) } ?? JSONDocument(.null)
    }

    private static func claims(of token: String) -> JSONDocument {
        let payload = (try? JWS.parse(token))?.payload
        return JSONDocument(payload.flatMap { try? JSONReader.read($0) } ?? .null)
    }
}
