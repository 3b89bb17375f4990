import Crypto

/// A key pair with a self-signed certificate, in the base64 forms Keycloak hands out for clients: PKCS #1 and X.509
/// (recording: clients 86).
struct KeyPairCertificate: Sendable {
    let privateKey: String
    let certificate: String

    /// Makes one of 4096 bits, which takes a while, but not the loop's.
    static func generate(commonName: String, _ idp: Services) async throws -> KeyPairCertificate {
        let now = idp.now()
        let serial = idp.nowMilliseconds()
        let key = try PrivateKey(rsa: await idp.keyPool.rsa(bits: 4096))
        let certificate = try Certificate.selfSigned(
            commonName: commonName, key: key, notBefore: now - 100, notAfter: now + threeYears, serial: serial)
        return KeyPairCertificate(
            privateKey: Base64.encode(key.traditionalDER), certificate: Base64.encode(certificate.der))
    }
}

private let threeYears = 3 * 365 * 86_400
