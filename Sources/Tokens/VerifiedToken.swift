import JOSE
import JSON

/// A token of ours whose signature, issuer and times are right.
package struct VerifiedToken: Sendable {
    package let claims: JSONObject

    /// `Bearer`, `ID`, `Refresh`, `Offline` …
    package var type: String { text("typ") }
    package var id: String { text("jti") }
    /// The client it was issued for.
    package var authorizedParty: String { text("azp") }
    package var sessionID: String? { claims["sid"]?.string }
    package var subject: String? { claims["sub"]?.string }
    /// Whether its session is an offline one; an access token says so in its `jti` (`of…`).
    package var isOffline: Bool { type == "Offline" || id.hasPrefix("of") }
    /// Whether it is an access token that leaves the user's claims to introspection (`onlt…`).
    package var isLightweight: Bool { id.dropFirst(2).hasPrefix("lt") && id.contains(":") }
    /// Seconds since 1970.
    package var issuedAt: Int { claims["iat"]?.int ?? 0 }
    /// What a refresh token shares with those made from it, where the realm limits their use.
    package var reuseID: String? { claims["reuse_id"]?.string }
    package var scope: String? { claims["scope"]?.string }

    package var audience: [String] {
        claims["aud"].map { $0.string.map { [$0] } ?? ($0.array ?? []).compactMap(\.string) } ?? []
    }

    private func text(_ name: String) -> String { claims[name]?.string ?? "" }
}

/// Why a token is not accepted.
package enum TokenRefusal: Error { case invalid, notActive, stale }

extension VerifiedToken {
    /// The claims of a token whose signature is right, whatever they say.
    ///
    /// - Parameter key: the realm's key for an algorithm and a key identifier, if it has one.
    package static func signedClaims(
        _ text: String, with key: (_ algorithm: String, _ keyID: String?) -> VerificationKey?
    ) -> JSONObject? {
        guard let parsed = try? JWS.parse(text), let algorithm = Algorithm(rawValue: parsed.algorithmText),
            let key = key(parsed.algorithmText, parsed.keyID), JWS.verify(parsed, with: key, algorithm: algorithm)
        else { return nil }
        return try? parsed.claims()
    }

    /// Checks signed claims' issuer and times against a realm's.
    ///
    /// Tokens are bound to the address they were issued at, as the real server binds them.
    /// - Parameters:
    ///   - signedClaims: nil for a token that nobody here has signed.
    ///   - now: seconds since 1970.
    package init(_ signedClaims: JSONObject?, issuer: String, of realm: TokenRealm, at now: Int) throws(TokenRefusal) {
        guard let claims = signedClaims, claims["iss"]?.string == issuer else { throw .invalid }
        self.claims = claims
        if let expires = claims["exp"], (expires.int ?? 0) <= now { throw .notActive }
        if let notBefore = claims["nbf"], (notBefore.int ?? Int.max) > now { throw .notActive }
        guard issuedAt >= realm.notBefore else { throw .stale }
    }
}
