import JSON

/// A set of keys as an issuer publishes it (RFC 7517 section 5).
public struct JWKSet: Sendable, Hashable {
    /// The keys, in the order of publication.
    public var keys: [JWK]

    /// A set of these keys.
    public init(_ keys: [JWK]) { self.keys = keys }

    /// A set from its JSON; keys that cannot be used are left out, the others stay usable (RFC 7517 section 5).
    public init(from json: JSONObject) throws(JOSEError) {
        guard let list = json["keys"]?.array else { throw .key("keys is not a list") }
        keys = list.compactMap { $0.object.flatMap { try? JWK(from: $0) } }
    }

    /// The set for everyone to see; shared secrets are not in it.
    public var json: JSONObject {
        JSONObject([("keys", .array(keys.filter { $0.keyType != .oct }.map { .object($0.json) }))])
    }

    /// The keys that may have signed this: same key id when the header names one, an algorithm that fits, not for
    /// encryption.
    public func candidates(for parsed: JWS.Parsed) -> [JWK] {
        guard let algorithm = parsed.algorithm else { return [] }
        return keys.filter { key in
            (parsed.keyID == nil || key.keyID == parsed.keyID) && key.keyType == algorithm.keyType
                && (key.algorithm ?? algorithm.rawValue) == algorithm.rawValue && (key.use ?? "sig") == "sig"
        }
    }

    /// Whether one of these keys verifies the signature.
    public func verify(_ parsed: JWS.Parsed) -> Bool {
        guard let algorithm = parsed.algorithm else { return false }
        return candidates(for: parsed).contains {
            JWS.verify(parsed, with: $0.verificationKey, algorithm: algorithm)
        }
    }
}
