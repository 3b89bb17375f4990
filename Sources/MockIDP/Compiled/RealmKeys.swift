import Crypto
import JOSE
import JSON

/// A realm's keys, highest priority first, as its key components hold them.
struct RealmKeys: Sendable {
    static let providerType = "org.keycloak.keys.KeyProvider"

    let all: [RealmKey]

    init(_ components: [ComponentRecord]) {
        all = components.compactMap { RealmKey($0) }.sorted { $0.priority > $1.priority }
    }

    /// The key that signs or encrypts with `algorithm` now.
    func active(_ algorithm: String) -> RealmKey? {
        all.first { $0.status == .active && $0.algorithm == algorithm && ($0.privateKey != nil || $0.secret != nil) }
    }

    /// The keys that may have signed a token: by its `kid`, else all of the algorithm.
    func verifying(_ algorithm: String, kid: String?) -> RealmKey? {
        all.first { key in
            key.status != .disabled && key.use == .sig && key.algorithm == algorithm && (kid == nil || key.kid == kid)
        }
    }

    /// Enabled keys with a public half, as `certs` publishes them.
    var published: [RealmKey] { all.filter { $0.status != .disabled && $0.publicKey != nil } }
}

/// One key of a realm.
struct RealmKey: Sendable {
    enum Status: String, Sendable { case active = "ACTIVE", passive = "PASSIVE", disabled = "DISABLED" }
    enum Use: String, Sendable { case sig = "SIG", enc = "ENC" }

    let componentID: String
    let priority: Int
    let kid: String
    let status: Status
    let use: Use
    /// The algorithm it is for: `RS256`, `RSA-OAEP`, `HS512`, `AES` …
    let algorithm: String
    /// `RSA`, `EC`, `OKP` or `OCT`.
    let type: String
    let privateKey: PrivateKey?
    let publicKey: PublicKey?
    /// X.509 DER.
    let certificate: [UInt8]?
    /// The bytes of a symmetric key.
    let secret: [UInt8]?
    /// What signs with it, if it can sign.
    let signer: SigningKey?
    /// The encoded JOSE header of tokens signed with it, and a dot.
    let headerPart: [UInt8]

    /// Reads a key component; nil for one without usable key material.
    init?(_ component: ComponentRecord) {
        let config = component.document.config ?? [:]
        func value(_ name: String) -> String? { config[name]?.first }
        componentID = component.id
        priority = value("priority").flatMap { Int($0) } ?? 0
        status = value("enabled") == "false" ? .disabled : value("active") == "false" ? .passive : .active
        let provider = component.document.providerId ?? ""
        if let encoded = value("secret") {
            guard let bytes = Base64.urlDecode(encoded) else { return nil }
            secret = bytes
            (privateKey, publicKey, certificate) = (nil, nil, nil)
            kid = value("kid") ?? component.id
            type = "OCT"
            use = provider.hasPrefix("aes") ? .enc : .sig
            algorithm = provider.hasPrefix("aes") ? "AES" : value("algorithm") ?? "HS512"
        } else {
            guard let material = KeyMaterial(config) else { return nil }
            secret = nil
            privateKey = material.privateKey
            publicKey = material.publicKey
            certificate = material.certificate
            kid = value("kid") ?? material.publicKey.sha256KeyID
            type = material.type
            let isEncryption =
                provider.hasPrefix("rsa-enc") || value("keyUse")?.lowercased() == "enc" || provider.hasPrefix("ecdh")
            use = isEncryption ? .enc : .sig
            algorithm = material.algorithm ?? (isEncryption ? "RSA-OAEP" : "RS256")
        }
        signer = secret.map { .secret($0) } ?? privateKey.map { .privateKey($0) }
        headerPart = JWS.headerPart(JWS.header(algorithm: algorithm, keyID: kid))
    }
}

/// The asymmetric key inside a component's config, whatever its provider calls it.
private struct KeyMaterial {
    let privateKey: PrivateKey?
    let publicKey: PublicKey
    let certificate: [UInt8]?
    let type: String
    let algorithm: String?

    init?(_ config: [String: [String]]) {
        func value(_ name: String) -> String? { config[name]?.first }
        func bytes(_ name: String) -> [UInt8]? { value(name).flatMap { Base64.decode(KeyMaterial.body($0)) } }
        if let der = bytes("privateKey"), let key = try? PrivateKey(der: der) {
            self.init(key, certificate: bytes("certificate"), "RSA", value("algorithm"))
        } else if let der = bytes("ecdsaPrivateKey"), let key = try? PrivateKey(der: der) {
            let curve = value("ecdsaEllipticCurveKey") ?? "P-256"
            let algorithm = ["P-256": "ES256", "P-384": "ES384", "P-521": "ES512"][curve]
            self.init(key, certificate: bytes("certificate"), "EC", algorithm)
        } else if let der = bytes("eddsaPrivateKey"), let key = try? PrivateKey(der: der) {
            self.init(key, certificate: bytes("certificate"), "OKP", "EdDSA")
        } else {
            return nil
        }
    }

    private init(_ key: PrivateKey, certificate: [UInt8]?, _ type: String, _ algorithm: String?) {
        privateKey = key
        publicKey = key.publicKey
        self.certificate = certificate
        self.type = type
        self.algorithm = algorithm
    }

    /// The base64 of a PEM text, or of a text that is bare base64 already, which is how Keycloak stores it.
    private static func body(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
    }
}
