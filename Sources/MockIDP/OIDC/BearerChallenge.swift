import HTTPServer

/// The refusal of an access token: nothing but a challenge that says why (RFC 6750 section 3; recording: token_lifecycle).
struct BearerChallenge: Refusal {
    var status = 401
    /// What `WWW-Authenticate` says.
    let text: String

    func reply(to call: Call) -> Reply {
        Reply(
            status: status,
            headers: [
                ("WWW-Authenticate", text), ("Content-Type", "text/plain;charset=utf-8"),
                ("Cache-Control", "no-store"), ("Pragma", "no-cache"),
            ], body: .bytes([]))
    }
}

extension BearerChallenge {
    static func tokenMissing(in realm: String) -> Self { Self(text: "Bearer realm=\"\(realm)\"") }

    static func invalidToken(_ refusal: BearerRefusal, in realm: String) -> Self {
        Self(text: "Bearer realm=\"\(realm)\", error=\"invalid_token\", error_description=\"\(refusal.description)\"")
    }

    static func scopeMissing(in realm: String) -> Self {
        Self(
            status: 403,
            text: "Bearer realm=\"\(realm)\", error=\"insufficient_scope\", error_description=\"Missing openid scope\"")
    }

    /// For a caller that tries DPoP (RFC 9449 section 7.1), which we cannot verify yet.
    static func proofNotVerified(in realm: String) -> Self {
        let algorithms = "PS384 RS384 EdDSA ES384 ES256 RS256 ES512 PS256 PS512 RS512"
        return Self(
            text: "DPoP algs=\"\(algorithms)\", realm=\"\(realm)\", error=\"invalid_token\", "
                + "error_description=\"Token verification failed\"")
    }
}
