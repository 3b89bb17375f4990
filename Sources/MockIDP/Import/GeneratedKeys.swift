import Crypto
import JSON

/// The key material of key components, in the config members in which Keycloak keeps it.
enum GeneratedKeys {
    static let providerType = "org.keycloak.keys.KeyProvider"

    /// Makes the material that a generating provider's component has not got yet; others stay as they are.
    static func fill(_ component: inout ComponentRepresentation, realmName: String, _ idp: Services) throws {
        var config = component.document["config"]?.object ?? [:]
        switch component.providerId {
        case "rsa-generated": try fillRSA(&config, use: "SIG", realmName, idp)
        case "rsa-enc-generated": try fillRSA(&config, use: "ENC", realmName, idp)
        case "hmac-generated": fillSecret(&config, size: 128, idp)
        case "aes-generated": fillSecret(&config, size: 32, idp)
        case "ecdsa-generated": try fillCurve(&config, prefix: "ecdsa")
        case "ecdh-generated": try fillCurve(&config, prefix: "ecdh")
        case "eddsa-generated": try fillEdwards(&config)
        default: return
        }
        component.document["config"] = .object(config)
    }

    /// PKCS #1 and X.509 in base64, without the lines of PEM around them (full-export-with-users.json).
    private static func fillRSA(
        _ config: inout JSONObject, use: String, _ realmName: String, _ idp: Services
    ) throws {
        if config["privateKey"] != nil { return }
        let bits = first("keySize", config).flatMap { Int($0) } ?? 2048
        let key = try idp.keyPool.takeRSA(bits: bits)
        let certificate = try Certificate.selfSigned(
            commonName: realmName, key: key, atMilliseconds: idp.nowMilliseconds())
        config["privateKey"] = one(Base64.encode(key.traditionalDER))
        config["keyUse"] = one(use)
        config["certificate"] = one(Base64.encode(certificate.der))
    }

    private static func fillSecret(_ config: inout JSONObject, size: Int, _ idp: Services) {
        if config["secret"] != nil { return }
        let size = first("secretSize", config).flatMap { Int($0) } ?? size
        config["kid"] = one(idp.ids.uuid())
        config["secret"] = one(Base64.urlEncode(idp.ids.bytes(size)))
    }

    private static func fillCurve(_ config: inout JSONObject, prefix: String) throws {
        if config[prefix + "PrivateKey"] != nil { return }
        let curves: [String: Curve] = ["P-256": .p256, "P-384": .p384, "P-521": .p521]
        let curve = first(prefix + "EllipticCurveKey", config).flatMap { curves[$0] } ?? .p256
        store(try PrivateKey.generate(.ec(curve)), in: &config, prefix: prefix)
    }

    private static func fillEdwards(_ config: inout JSONObject) throws {
        if config["eddsaPrivateKey"] != nil { return }
        store(try PrivateKey.generate(.ed25519), in: &config, prefix: "eddsa")
    }

    private static func store(_ key: PrivateKey, in config: inout JSONObject, prefix: String) {
        config[prefix + "PrivateKey"] = one(Base64.encode(key.der))
        config[prefix + "PublicKey"] = one(Base64.encode(key.publicKey.der))
    }

    private static func first(_ name: String, _ config: JSONObject) -> String? { config[name]?.array?.first?.string }
    private static func one(_ text: String) -> JSONValue { .array([.string(text)]) }
}
