/// The signatures of JOSE that use a key pair (RFC 7518 section 3.1, RFC 8037 section 3.1).
public enum SignatureScheme: Sendable, Hashable, CaseIterable {
    case rs256, rs384, rs512
    case ps256, ps384, ps512
    case es256, es384, es512
    case edDSA

    /// The digest that is signed; EdDSA signs the message itself.
    public var digest: Digest? {
        switch self {
        case .rs256, .ps256, .es256: .sha256
        case .rs384, .ps384, .es384: .sha384
        case .rs512, .ps512, .es512: .sha512
        case .edDSA: nil
        }
    }

    enum Family { case rsaPKCS1, rsaPSS, ecdsa, edDSA }

    var family: Family {
        switch self {
        case .rs256, .rs384, .rs512: .rsaPKCS1
        case .ps256, .ps384, .ps512: .rsaPSS
        case .es256, .es384, .es512: .ecdsa
        case .edDSA: .edDSA
        }
    }

    /// The one curve that each ECDSA algorithm is bound to (RFC 7518 section 3.4).
    var curve: Curve? {
        switch self {
        case .es256: .p256
        case .es384: .p384
        case .es512: .p521
        default: nil
        }
    }

    /// Whether a key of this kind can make or verify such a signature. In a short modulus a long digest finds no room (RFC
    /// 8017 sections 9.1.1 and 9.2).
    public func fits(_ kind: PublicKey.Kind) -> Bool {
        let size = digest?.size ?? 0
        return switch (family, kind) {
        case (.rsaPKCS1, .rsa(let bits)): (bits + 7) / 8 >= size + 19 + 11
        case (.rsaPSS, .rsa(let bits)): (bits + 6) / 8 >= 2 * size + 2
        case (.edDSA, .ed25519): true
        case (.ecdsa, .ec(let curve)): self.curve == curve
        default: false
        }
    }
}
