import Crypto

/// What signs: a key pair's private half, or a shared secret.
public enum SigningKey: Sendable, Hashable {
    case privateKey(PrivateKey)
    case secret([UInt8])

    /// What verifies the signatures of this key.
    public var verificationKey: VerificationKey {
        switch self {
        case .privateKey(let key): .publicKey(key.publicKey)
        case .secret(let bytes): .secret(bytes)
        }
    }
}

/// What verifies: a public key, or a shared secret. They are apart by type, so that a public key never becomes the secret
/// of an HMAC (RFC 8725 section 2.1).
public enum VerificationKey: Sendable, Hashable {
    case publicKey(PublicKey)
    case secret([UInt8])
}
