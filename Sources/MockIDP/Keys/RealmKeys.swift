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
        all.first { $0.status == .active && $0.algorithm == algorithm && $0.isFit }
    }

    /// The key that signs tokens with `algorithm` now.
    func signing(_ algorithm: String) -> TokenKey? { active(algorithm)?.forTokens }

    /// The keys that may have signed a token: by its `kid`, else all of the algorithm.
    func verifying(_ algorithm: String, kid: String?) -> RealmKey? {
        all.first { key in
            key.status != .disabled && key.use == .sig && key.algorithm == algorithm && key.isFit
                && (kid == nil || key.kid == kid)
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
    private let lazyCertificate: Lazily<[UInt8]?>
    /// The bytes of a symmetric key.
    let secret: [UInt8]?
    /// What signs tokens with it, if it can sign.
    let forTokens: TokenKey?
    /// Whether its algorithm is one for its type and size: Keycloak takes any text for the algorithm of a key.
    let isFit: Bool

    /// Reads a key component; nil for one without usable key material.
    init?(_ component: ComponentRecord) {
        let config = component.document.config ?? [:]
        func value(_ name: String) -> String? { config[name]?.first }
        componentID = component.id
        priority = value("priority").flatMap { Int($0) } ?? 0
        status = value("enabled") == "false" ? .disabled : value("active") == "false" ? .passive : .active
        let provider = component.document.providerId ?? ""
        if let encoded = value("secret") {
            guard let bytes = Base64.urlDecode(encoded), !bytes.isEmpty else { return nil }
            secret = bytes
            (privateKey, publicKey, lazyCertificate) = (nil, nil, Lazily(made: nil))
            kid = value("kid") ?? component.id
            type = "OCT"
            use = provider.hasPrefix("aes") ? .enc : .sig
            algorithm = provider.hasPrefix("aes") ? "AES" : value("algorithm") ?? "HS512"
        } else {
            guard let material = KeyMaterial(config) else { return nil }
            secret = nil
            privateKey = material.privateKey
            publicKey = material.publicKey
            lazyCertificate = material.certificate
            kid = value("kid") ?? material.publicKey.sha256KeyID
            type = material.type
            let isEncryption =
                provider.hasPrefix("rsa-enc") || value("keyUse")?.lowercased() == "enc" || provider.hasPrefix("ecdh")
            use = isEncryption ? .enc : .sig
            algorithm = material.algorithm ?? (isEncryption ? "RSA-OAEP" : "RS256")
        }
        isFit = Self.fits(algorithm, use, type, publicKey?.kind)
        let (algorithm, kid) = (algorithm, kid)
        forTokens = (secret.map { .secret($0) } ?? privateKey.map { .privateKey($0) }).map {
            TokenKey(
                algorithm: algorithm, kid: kid, signer: $0,
                headerPart: JWS.headerPart(JWS.header(algorithm: algorithm, keyID: kid)))
        }
    }

    /// X.509 DER, signed when it is first asked for.
    var certificate: [UInt8]? { lazyCertificate() }

    /// Whether its certificate need not be signed first.
    var isCertified: Bool { lazyCertificate.isMade }

    private static func fits(_ algorithm: String, _ use: Use, _ type: String, _ kind: PublicKey.Kind?) -> Bool {
        guard use == .sig else { return true }
        guard let algorithm = Algorithm(rawValue: algorithm) else { return false }
        guard let kind else { return algorithm.keyType == .oct }
        return algorithm.scheme?.fits(kind) ?? false
    }
}

/// The asymmetric key inside a component's config, whatever its provider calls it.
private struct KeyMaterial {
    let privateKey: PrivateKey?
    let publicKey: PublicKey
    let certificate: Lazily<[UInt8]?>
    let type: String
    let algorithm: String?

    init?(_ config: TextMap<[String]>) {
        func value(_ name: String) -> String? { config[name]?.first }
        func bytes(_ name: String) -> [UInt8]? { value(name).flatMap { Base64.decodeLeniently(pemBody($0)) } }
        for name in ["privateKey", "ecdsaPrivateKey", "eddsaPrivateKey", "ecdhPrivateKey"] {
            guard let der = bytes(name), let key = try? PrivateKey(der: der) else { continue }
            switch (key.kind, name) {
            case (.rsa, "privateKey"): (type, algorithm) = ("RSA", value("algorithm"))
            case (.ec(let curve), "ecdsaPrivateKey"): (type, algorithm) = ("EC", Self.algorithms[curve])
            case (.ed25519, "eddsaPrivateKey"): (type, algorithm) = ("OKP", "EdDSA")
            case (.ec, "ecdhPrivateKey"): (type, algorithm) = ("EC", value("ecdhAlgorithm") ?? "ECDH-ES")
            default: continue
            }
            privateKey = key
            publicKey = key.publicKey
            certificate =
                value("certificate").flatMap { PromisedCertificate($0) }
                .map { promise in Lazily { try? promise.signed(by: key) } } ?? Lazily(made: bytes("certificate"))
            return
        }
        return nil
    }

    private static let algorithms: [Curve: String] = [.p256: "ES256", .p384: "ES384", .p521: "ES512"]
}

/// The base64 of a PEM text, or of a text that is bare base64 already, which is how Keycloak stores it.
func pemBody(_ text: String) -> String {
    var body = ""
    var rest = text[...]
    while let mark = rest.place(of: "-----") {
        body += rest[..<mark]
        rest = rest[mark...].dropFirst(5)
        if ["BEGIN", "END"].contains(where: { rest.hasPrefix($0 + " ") }) {
            rest = rest[(rest.place(of: "-----") ?? rest.endIndex)...]
        }
    }
    return body + rest
}
