import Crypto

/// The signature algorithms of JOSE (RFC 7518 section 3.1, RFC 8037 section 3.1). There is no `none`: a text without a
/// signature is parsed, but nothing can verify it.
public enum Algorithm: String, Sendable, Hashable, CaseIterable {
    case hs256 = "HS256"
    case hs384 = "HS384"
    case hs512 = "HS512"
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case edDSA = "EdDSA"

    /// The type of key that it takes.
    public var keyType: KeyType {
        switch self {
        case .hs256, .hs384, .hs512: .oct
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: .rsa
        case .es256, .es384, .es512: .ec
        case .edDSA: .okp
        }
    }

    /// The signature, for all but the HMAC algorithms.
    public var scheme: SignatureScheme? {
        switch self {
        case .hs256, .hs384, .hs512: nil
        case .rs256: .rs256
        case .rs384: .rs384
        case .rs512: .rs512
        case .ps256: .ps256
        case .ps384: .ps384
        case .ps512: .ps512
        case .es256: .es256
        case .es384: .es384
        case .es512: .es512
        case .edDSA: .edDSA
        }
    }

    /// The digest inside; EdDSA brings its own.
    public var digest: Digest? {
        switch self {
        case .hs256: .sha256
        case .hs384: .sha384
        case .hs512: .sha512
        default: scheme?.digest
        }
    }
}

/// The key types of JOSE (RFC 7518 section 6.1, RFC 8037 section 2).
public enum KeyType: String, Sendable, Hashable {
    case rsa = "RSA"
    case ec = "EC"
    case okp = "OKP"
    case oct
}
