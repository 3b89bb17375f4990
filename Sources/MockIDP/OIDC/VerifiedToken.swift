import JOSE
import JSON

/// A token of ours whose signature, issuer and times are right.
struct VerifiedToken: Sendable {
    let claims: JSONObject

    /// `Bearer`, `ID`, `Refresh`, `Offline` …
    var type: String { text("typ") }
    var id: String { text("jti") }
    /// The client it was issued for.
    var authorizedParty: String { text("azp") }
    var sessionID: String? { claims["sid"]?.string }
    var subject: String? { claims["sub"]?.string }
    /// Whether its session is an offline one; an access token says so in its `jti` (`of…`).
    var isOffline: Bool { type == "Offline" || id.hasPrefix("of") }
    /// Whether it is an access token that leaves the user's claims to introspection (`onlt…`).
    var isLightweight: Bool { id.dropFirst(2).hasPrefix("lt") && id.contains(":") }
    /// Seconds since 1970.
    var issuedAt: Int { claims["iat"]?.int ?? 0 }
    /// What a refresh token shares with those made from it, where the realm limits their use.
    var reuseID: String? { claims["reuse_id"]?.string }
    var scope: String? { claims["scope"]?.string }

    var audience: [String] {
        claims["aud"].map { $0.string.map { [$0] } ?? ($0.array ?? []).compactMap(\.string) } ?? []
    }

    private func text(_ name: String) -> String { claims[name]?.string ?? "" }
}

/// Why a token is not accepted.
enum TokenRefusal: Error { case invalid, notActive, stale }

extension RealmCall {
    /// Checks a token's form, signature, issuer and times against this realm.
    ///
    /// Tokens are bound to the address they were issued at, as the real server binds them.
    func verify(_ text: String) throws(TokenRefusal) -> VerifiedToken {
        guard let parsed = try? JWS.parse(text), let algorithm = Algorithm(rawValue: parsed.algorithmText),
            let key = realm.keys.verifying(parsed.algorithmText, kid: parsed.keyID)?.verificationKey,
            JWS.verify(parsed, with: key, algorithm: algorithm), let claims = try? parsed.claims(),
            claims["iss"]?.string == issuer
        else { throw .invalid }
        let token = VerifiedToken(claims: claims)
        let now = idp.now()
        if let expires = claims["exp"], (expires.int ?? 0) <= now { throw .notActive }
        if let notBefore = claims["nbf"], (notBefore.int ?? Int.max) > now { throw .notActive }
        guard token.issuedAt >= realm.notBefore else { throw .stale }
        return token
    }
}
