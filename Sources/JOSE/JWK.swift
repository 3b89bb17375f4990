import Crypto

/// A JSON Web Key (RFC 7517).
public struct JWK: Sendable, Hashable {
    /// The key itself.
    public enum Material: Sendable, Hashable {
        case publicKey(PublicKey)
        case privateKey(PrivateKey)
        case secret([UInt8])
    }

    /// The key itself.
    public var material: Material
    /// `kid`
    public var keyID: String?
    /// `alg`, which may name an encryption algorithm as well.
    public var algorithm: String?
    /// `use`: "sig" or "enc".
    public var use: String?
    /// `x5c`: the key's certificate first, then those that vouch for it.
    public var certificates: [Certificate]

    /// A key with what is to be published about it.
    public init(
        _ material: Material, keyID: String? = nil, algorithm: String? = nil, use: String? = nil,
        certificates: [Certificate] = []
    ) {
        self.material = material
        self.keyID = keyID
        self.algorithm = algorithm
        self.use = use
        self.certificates = certificates
    }

    /// The public key, of a key pair.
    public var publicKey: PublicKey? {
        switch material {
        case .publicKey(let key): key
        case .privateKey(let key): key.publicKey
        case .secret: nil
        }
    }

    /// What verifies with this key.
    public var verificationKey: VerificationKey {
        switch material {
        case .publicKey(let key): .publicKey(key)
        case .privateKey(let key): .publicKey(key.publicKey)
        case .secret(let bytes): .secret(bytes)
        }
    }

    /// What signs with this key, unless it is a public one.
    public var signingKey: SigningKey? {
        switch material {
        case .publicKey: nil
        case .privateKey(let key): .privateKey(key)
        case .secret(let bytes): .secret(bytes)
        }
    }

    /// The `kty` member.
    public var keyType: KeyType {
        switch publicKey?.kind {
        case .rsa: .rsa
        case .ec: .ec
        case .ed25519: .okp
        case nil: .oct
        }
    }
}
