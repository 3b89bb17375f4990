import COpenSSL

/// A private key: RSA, elliptic curve, or Ed25519. May be used by several threads at once.
public final class PrivateKey: Sendable {
    /// The public half.
    public let publicKey: PublicKey
    let material: PrivateMaterial
    let key: Key

    init(_ material: PrivateMaterial) throws(CryptoError) {
        self.material = material
        key = try material.makeKey()
        publicKey = PublicKey(try material.publicMaterial(of: key), key: key)
    }

    /// A key from its DER form: PKCS#8 (RFC 5958), or the older forms of RSA (RFC 8017) and elliptic curves (RFC 5915).
    public convenience init(der: [UInt8]) throws(CryptoError) {
        guard let material = try PrivateMaterial(der: der) else {
            throw CryptoError("read a private key", "not the DER form of a supported key")
        }
        try self.init(material)
    }

    /// The first private key of a PEM text; encrypted ones are refused.
    public convenience init(pem: String) throws(CryptoError) {
        let labels = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]
        guard let block = PEM.blocks(in: pem).first(where: { labels.contains($0.label) }) else {
            throw CryptoError("read a private key", "no private key in the PEM text")
        }
        try self.init(der: block.bytes)
    }

    /// An RSA key from its numbers.
    public convenience init(rsa numbers: RSAPrivateNumbers) throws(CryptoError) {
        try self.init(.rsa(numbers))
    }

    /// A key on a curve from its secret number; the point is computed.
    public convenience init(curve: Curve, d: [UInt8]) throws(CryptoError) {
        let (x, y) = try curve.point(for: d)
        try self.init(.ec(curve, d: d, x: x, y: y))
    }

    /// An Ed25519 key from its 32 secret bytes (RFC 8032 section 5.1.5).
    public convenience init(ed25519Seed seed: [UInt8]) throws(CryptoError) {
        try self.init(.ed25519(seed: seed))
    }

    /// What sort of key it is.
    public var kind: PublicKey.Kind { publicKey.kind }

    /// The key as PKCS#8 (RFC 5958).
    public var der: [UInt8] { material.pkcs8 }

    /// The key in the older form of its kind: RSAPrivateKey (RFC 8017), ECPrivateKey (RFC 5915); Ed25519 has none but PKCS#8.
    public var traditionalDER: [UInt8] { material.traditional }

    /// The key as PEM text of PKCS#8.
    public var pem: String { PEM(label: "PRIVATE KEY", bytes: der).text }

    /// The numbers of an RSA key.
    public var rsaNumbers: RSAPrivateNumbers? {
        guard case .rsa(let numbers) = material else { return nil }
        return numbers
    }

    /// The secret number of a key on a curve, as long as a coordinate; of an Ed25519 key its seed.
    public var secretBytes: [UInt8]? {
        switch material {
        case .rsa: nil
        case .ec(let curve, let d, _, _): d.padded(to: curve.coordinateSize)
        case .ed25519(let seed): seed
        }
    }
}

extension PrivateKey: Hashable {
    /// Keys are the same when their public halves are.
    public static func == (first: PrivateKey, second: PrivateKey) -> Bool { first.publicKey == second.publicKey }

    /// Hashes the public half.
    public func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}
