import COpenSSL

/// A public key: RSA, elliptic curve, or Ed25519.
public final class PublicKey: Sendable {
    /// What sort of key it is.
    public enum Kind: Sendable, Hashable {
        case rsa(bits: Int)
        case ec(Curve)
        case ed25519
    }

    /// What sort of key it is.
    public let kind: Kind
    /// The key as SubjectPublicKeyInfo (RFC 5280 section 4.1).
    public let der: [UInt8]
    let material: PublicMaterial
    let key: Key

    init(_ material: PublicMaterial, key: Key) {
        self.material = material
        self.key = key
        der = material.der
        kind =
            switch material {
            case .rsa(let modulus, _): .rsa(bits: modulus.bitWidth)
            case .ec(let curve, _, _): .ec(curve)
            case .ed25519: .ed25519
            }
    }

    convenience init(_ material: PublicMaterial) throws(CryptoError) {
        self.init(material, key: try material.makeKey())
    }

    /// A key from its SubjectPublicKeyInfo.
    public convenience init(der: [UInt8]) throws(CryptoError) {
        guard let material = PublicMaterial(der: der) else {
            throw CryptoError("read a public key", "not the SubjectPublicKeyInfo of a supported key")
        }
        try self.init(material)
    }

    /// The first public key of a PEM text, which may be a certificate's.
    public convenience init(pem: String) throws(CryptoError) {
        for block in PEM.blocks(in: pem) {
            switch block.label {
            case "PUBLIC KEY":
                try self.init(der: block.bytes)
                return
            case "RSA PUBLIC KEY":
                try self.init(der: DER.subjectPublicKey(rsa: block.bytes))
                return
            case "CERTIFICATE":
                try self.init(der: Certificate(der: block.bytes).publicKeyDER)
                return
            default: continue
            }
        }
        throw CryptoError("read a public key", "no public key in the PEM text")
    }

    /// An RSA key from its numbers in big-endian bytes.
    public convenience init(rsaModulus modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) {
        try self.init(.rsa(modulus: modulus.withoutLeadingZeros, exponent: exponent.withoutLeadingZeros))
    }

    /// A key on a curve from its point; the coordinates have the full size of the curve's field (RFC 7518 section 6.2.1.2).
    public convenience init(curve: Curve, x: [UInt8], y: [UInt8]) throws(CryptoError) {
        guard x.count == curve.coordinateSize, y.count == curve.coordinateSize else {
            throw CryptoError("read a public key", "a coordinate of \(curve.rawValue) has the wrong size")
        }
        try self.init(.ec(curve, x: x, y: y))
    }

    /// An Ed25519 key from its 32 bytes (RFC 8032 section 5.1.5).
    public convenience init(ed25519 bytes: [UInt8]) throws(CryptoError) {
        try self.init(.ed25519(bytes))
    }

    /// The key as PEM text.
    public var pem: String { PEM(label: "PUBLIC KEY", bytes: der).text }

    /// Modulus and exponent of an RSA key, big-endian and without leading zeros.
    public var rsaNumbers: (modulus: [UInt8], exponent: [UInt8])? {
        guard case .rsa(let modulus, let exponent) = material else { return nil }
        return (modulus, exponent)
    }

    /// The point of a key on a curve; coordinates have full size.
    public var ecPoint: (curve: Curve, x: [UInt8], y: [UInt8])? {
        guard case .ec(let curve, let x, let y) = material else { return nil }
        return (curve, x, y)
    }

    /// The 32 bytes of an Ed25519 key.
    public var ed25519Bytes: [UInt8]? {
        guard case .ed25519(let bytes) = material else { return nil }
        return bytes
    }

    /// The base64url form of the SHA-256 of `der`: the key id that certificates' keys are commonly given.
    public var sha256KeyID: String { Base64.urlEncode(Digest.sha256.hash(der)) }
}

extension PublicKey: Hashable {
    /// Keys are the same when they are the same numbers.
    public static func == (first: PublicKey, second: PublicKey) -> Bool { first.material == second.material }

    /// Hashes the numbers.
    public func hash(into hasher: inout Hasher) { hasher.combine(material) }
}
