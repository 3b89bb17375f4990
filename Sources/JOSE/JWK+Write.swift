import Crypto
import JSON

extension JWK {
    /// The key for everyone to see, members in Keycloak's order (recordings: discovery, algorithms). Of a shared secret
    /// nothing is shown but what it is for.
    public var json: JSONObject {
        var json = JSONObject()
        json["kid"] = keyID.map { .string($0) }
        json["kty"] = .string(keyType.rawValue)
        json["alg"] = algorithm.map { .string($0) }
        json["use"] = use.map { .string($0) }
        if let first = certificates.first {
            json["x5c"] = JSONValue(certificates.map { Base64.encode($0.der) })
            json["x5t"] = .string(Base64.urlEncode(first.thumbprint(.sha1)))
            json["x5t#S256"] = .string(Base64.urlEncode(first.thumbprint(.sha256)))
        }
        for (name, value) in publicMembers { json[name] = .string(value) }
        return json
    }

    /// The key with its private members (RFC 7518 section 6, RFC 8037 section 2).
    public var privateJSON: JSONObject {
        var json = self.json
        for (name, value) in privateMembers { json[name] = .string(Base64.urlEncode(value)) }
        return json
    }

    /// The SHA-256 thumbprint of a key's required members in base64url (RFC 7638 section 3).
    public var thumbprint: String {
        var members = publicMembers + [("kty", keyType.rawValue)]
        if case .secret(let bytes) = material { members.append(("k", Base64.urlEncode(bytes))) }
        let sorted = JSONObject(members.sorted { $0.0 < $1.0 }.map { ($0.0, JSONValue.string($0.1)) })
        return Base64.urlEncode(Digest.sha256.hash(sorted.bytes))
    }

    private var publicMembers: [(String, String)] {
        guard let key = publicKey else { return [] }
        if let (modulus, exponent) = key.rsaNumbers {
            return [("n", Base64.urlEncode(modulus)), ("e", Base64.urlEncode(exponent))]
        }
        if let (curve, x, y) = key.ecPoint {
            return [("crv", curve.rawValue), ("x", Base64.urlEncode(x)), ("y", Base64.urlEncode(y))]
        }
        return [("crv", "Ed25519"), ("x", Base64.urlEncode(key.ed25519Bytes ?? []))]
    }

    private var privateMembers: [(String, [UInt8])] {
        switch material {
        case .publicKey: return []
        case .secret(let bytes): return [("k", bytes)]
        case .privateKey(let key):
            guard let numbers = key.rsaNumbers else { return [("d", key.secretBytes ?? [])] }
            let d = [("d", numbers.privateExponent)]
            guard let primes = numbers.primes else { return d }
            return d + [
                ("p", primes.p), ("q", primes.q), ("dp", primes.dp), ("dq", primes.dq), ("qi", primes.qInverse),
            ]
        }
    }
}
