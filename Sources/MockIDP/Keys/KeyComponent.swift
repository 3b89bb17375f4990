import Crypto
import JSON

/// What is wrong with the key material that a component brings.
enum KeyProblem: Error {
    case privateKeyMissing
    case privateKeyNotDecoded
    case certificateNotDecoded
    case certificateOfAnotherKey
    case certificateNotValid
    case curveUnknown
    case secretNotDecoded
}

/// The key material of a key provider's component, in the members of its config in which Keycloak keeps it.
///
/// What a component brings is looked at, and what it lacks is made (modelled on the `validateConfiguration` of Keycloak's
/// key provider factories). Making an RSA key takes long: never inside a transaction.
struct KeyComponent {
    /// How many keys one document may ask for.
    static let limit = 100

    private let realmName: String
    private let idp: Services
    /// The component as it is stored.
    private(set) var component: ComponentRepresentation
    private var config: TextMap<[String]>

    /// Makes all that the component lacks. Provider and settings are ones that there are; other components than key providers
    /// stay as they are.
    init(completing component: ComponentRepresentation, realmName: String, _ idp: Services) async throws {
        self.realmName = realmName
        self.idp = idp
        self.component = component
        config = [:]
        guard component.providerType == RealmKeys.providerType else { return }
        config = (component.config ?? [:]).filter { $0.value.first?.isEmpty == false }
        try await complete(component.providerId ?? "")
        self.component.config = config
    }

    private mutating func complete(_ provider: String) async throws {
        switch provider {
        case "rsa", "rsa-enc": try await checkImported()
        case "rsa-generated": try await fillRSA(use: "SIG")
        case "rsa-enc-generated": try await fillRSA(use: "ENC")
        case "hmac-generated": try fillSecret(size: 128)
        case "aes-generated": try fillSecret(size: 32)
        case "ecdsa-generated": try fillCurve(prefix: "ecdsa")
        case "ecdh-generated": try fillCurve(prefix: "ecdh")
        case "eddsa-generated": try fillEdwards()
        default: throw NotImplemented("keys of the provider \(provider)")
        }
    }

    private subscript(name: String) -> String? {
        get { config[name]?.first }
        set { config[name] = newValue.map { [$0] } }
    }

    // MARK: RSA

    /// A key of the caller's own, which gets a certificate when it comes without.
    private mutating func checkImported() async throws {
        guard let text = self["privateKey"] else { throw KeyProblem.privateKeyMissing }
        let key = try Self.rsaKey(text)
        guard let text = self["certificate"] else {
            let promise = promisedCertificate
            self["certificate"] = Base64.encode(try await Task.detached { try promise.signed(by: key) }.value)
            return
        }
        guard let der = Base64.decodeLeniently(pemBody(text)), let certificate = try? Certificate(der: der) else {
            throw KeyProblem.certificateNotDecoded
        }
        guard certificate.publicKeyDER == key.publicKey.der else { throw KeyProblem.certificateOfAnotherKey }
        guard let start = certificate.notBefore, let end = certificate.notAfter, start <= idp.now(), idp.now() <= end
        else { throw KeyProblem.certificateNotValid }
    }

    /// PKCS #1 and X.509 in base64, without the lines of PEM around them (full-export-with-users.json).
    private mutating func fillRSA(use: String) async throws {
        let bits = self["keySize"].flatMap { Int($0) } ?? 2048
        if let text = self["privateKey"], self["certificate"] != nil, try Self.rsaKey(text).kind == .rsa(bits: bits) {
            return
        }
        self["privateKey"] = Base64.encode(try await idp.keyPool.rsa(bits: bits).der)
        self["keyUse"] = use
        self["certificate"] = promisedCertificate.text
    }

    private var promisedCertificate: PromisedCertificate {
        PromisedCertificate(commonName: realmName, milliseconds: idp.nowMilliseconds())
    }

    /// An RSA key that can sign, from PEM or the base64 inside of it. Numbers that do not belong together are found out by
    /// signing with them; more than 8,192 bits would hold up everybody with each signature.
    private static func rsaKey(_ text: String) throws(KeyProblem) -> PrivateKey {
        guard let der = Base64.decodeLeniently(pemBody(text)), let key = try? PrivateKey(der: der),
            case .rsa(let bits) = key.kind, bits <= 8192, key.rsaNumbers?.primes != nil, key.signsTruly
        else { throw .privateKeyNotDecoded }
        return key
    }

    // MARK: Secrets and curves

    private mutating func fillSecret(size: Int) throws {
        let asked = self["secretSize"].flatMap { Int($0) }
        if let text = self["secret"] {
            guard let secret = Base64.urlDecode(text) else { throw KeyProblem.secretNotDecoded }
            if asked == nil || asked == secret.count { return }
        }
        self["kid"] = idp.ids.uuid()
        self["secret"] = Base64.urlEncode(idp.ids.bytes(asked ?? size))
    }

    private mutating func fillCurve(prefix: String) throws {
        let curve = self[prefix + "EllipticCurveKey"].flatMap { Curve(rawValue: $0) } ?? .p256
        try fillPair(prefix, .ec(curve), kind: .ec(curve))
    }

    private mutating func fillEdwards() throws {
        if self["eddsaEllipticCurveKey"] == "Ed448" { throw NotImplemented("keys on the curve Ed448") }
        try fillPair("eddsa", .ed25519, kind: .ed25519)
    }

    /// A pair that is there stays when it is of this kind.
    private mutating func fillPair(
        _ prefix: String, _ wanted: PrivateKey.Specification, kind: PublicKey.Kind
    ) throws {
        if let privateText = self[prefix + "PrivateKey"], let publicText = self[prefix + "PublicKey"] {
            guard let der = Base64.decodeLeniently(pemBody(publicText)), let publicKey = try? PublicKey(der: der)
            else { throw KeyProblem.curveUnknown }
            if publicKey.kind == kind {
                guard let der = Base64.decodeLeniently(pemBody(privateText)), let key = try? PrivateKey(der: der),
                    key.publicKey == publicKey
                else { throw KeyProblem.privateKeyNotDecoded }
                return
            }
        }
        let key = try PrivateKey.generate(wanted, random: idp.ids.bytes)
        self[prefix + "PrivateKey"] = Base64.encode(key.der)
        self[prefix + "PublicKey"] = Base64.encode(key.publicKey.der)
    }
}

extension Transaction {
    /// Inserts a component that was completed, perhaps with a key that ships.
    func insert(completed component: ComponentRecord, _ idp: Services) throws {
        try insert(component)
        try useShippedKeys(idp.keyPool.shippedKeysTaken)
    }
}

extension PrivateKey {
    /// Whether its public half verifies what it signs.
    fileprivate var signsTruly: Bool {
        let message = Array("mockidp".utf8)
        guard let signature = try? sign(message, .rs256) else { return false }
        return publicKey.verify(signature, of: message, .rs256)
    }
}
