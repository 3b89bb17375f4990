import Crypto

/// A key pair with a self-signed certificate, in the base64 forms Keycloak hands out for clients: PKCS #1 and X.509
/// (recording: clients 86).
struct KeyPairCertificate: Sendable {
    let privateKey: String
    let certificate: String

    /// Makes one of 4096 bits off the loops: it takes a while.
    static func generate(commonName: String, _ idp: Services) async throws -> KeyPairCertificate {
        let now = idp.now()
        let serial = idp.nowMilliseconds()
        let keys = idp.keyPool
        return try await Task.detached {
            let key = try keys.takeRSA(bits: 4096)
            let certificate = try Certificate.selfSigned(
                commonName: commonName, key: key, notBefore: now - 100, notAfter: now + threeYears, serial: serial)
            // PKCS #8 of an RSA key is a fixed head of 26 bytes and the PKCS #1 key (RFC 5208 section 5).
            return KeyPairCertificate(
                privateKey: Base64.encode(Array(key.der.dropFirst(26))), certificate: Base64.encode(certificate.der))
        }.value
    }
}

private let threeYears = 3 * 365 * 86_400
