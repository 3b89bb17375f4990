import JSON

/// The order in which Keycloak writes claims.
enum ClaimOrder {
    /// Claims that have a field of their own in Keycloak's `AccessToken`, in its order (recordings: password_grant, authz).
    private static let named = [
        "exp", "nbf", "iat", "auth_time", "jti", "iss", "aud", "sub", "typ", "azp", "nonce", "sid", "at_hash", "c_hash",
        "acr", "allowed-origins", "realm_access", "resource_access", "authorization", "scope",
    ]

    /// The named claims first; the others as Java's `HashMap`, where Keycloak keeps them, hands them out.
    static func sorted(_ claims: JSONObject) -> JSONObject {
        var sorted: JSONObject = [:]
        for name in named { if let value = claims[name] { sorted[name] = value } }
        let others = claims.filter { sorted[$0.name] == nil }
        var buckets = 16
        while others.count * 4 > buckets * 3 { buckets *= 2 }  // a map grows when it is three quarters full
        let placed = others.map { (bucket: javaHash($0.name) & (buckets - 1), claim: $0) }
        // Names that share a bucket stay in the order in which they came: the sort is stable.
        for (_, claim) in placed.sorted(by: { $0.bucket < $1.bucket }) { sorted[claim.name] = claim.value }
        return sorted
    }

    /// `String.hashCode()`, spread as `HashMap` spreads it.
    private static func javaHash(_ text: String) -> Int {
        let hash = text.utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return Int(hash ^ hash >> 16)
    }
}
