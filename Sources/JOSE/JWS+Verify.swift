import Crypto

extension JWS {
    /// Whether the signature is the key's. The algorithm is what the caller expects, never what the header asks for; the
    /// header has to say the same, letter for letter (RFC 8725 section 3.1).
    public static func verify(_ parsed: Parsed, with key: VerificationKey, algorithm: Algorithm) -> Bool {
        guard parsed.algorithmText == algorithm.rawValue else { return false }
        switch (key, algorithm.scheme, algorithm.digest) {
        case (.publicKey(let key), let scheme?, _):
            return key.verify(parsed.signature, of: parsed.signingInput, scheme)
        case (.secret(let secret), nil, let digest?):
            guard !secret.isEmpty else { return false }
            return constantTimeEqual(hmac(digest, key: secret, parsed.signingInput), parsed.signature)
        default: return false
        }
    }
}
