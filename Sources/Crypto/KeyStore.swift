import COpenSSL

/// The key, the certificate with its chain, and the trusted certificates of a key store file: PKCS#12 (RFC 7292), or the
/// older form of Java's (JKS).
public struct KeyStore: Sendable {
    /// The first private key of the file.
    public let key: PrivateKey?
    /// Its certificate first, then those that signed it.
    public let chain: [Certificate]
    /// Certificates without a key.
    public let trusted: [Certificate]

    init(key: PrivateKey?, chain: [Certificate], trusted: [Certificate]) {
        self.key = key
        self.chain = chain
        self.trusted = trusted
    }

    /// Reads a store; which of the two it is, its first bytes say.
    public init(_ bytes: [UInt8], password: String) throws(CryptoError) {
        self = try JavaKeyStore.isOne(bytes) ? JavaKeyStore.read(bytes, password) : Self.pkcs12(bytes, password)
    }

    /// A PKCS#12 store of a key with its certificate, encrypted by a password.
    public static func pkcs12(
        _ key: PrivateKey, _ certificate: Certificate, name: String, password: String
    ) throws(CryptoError) -> [UInt8] {
        let parsed = try ParsedCertificate(certificate.der)
        let store = try check(
            PKCS12_create(password, name, key.key.pointer, parsed.pointer, nil, 0, 0, 0, 0, 0), "make the key store")
        defer { PKCS12_free(store) }
        guard let bytes = encoded(store, i2d_PKCS12) else { throw CryptoError(fromQueue: "make the key store") }
        return bytes
    }

    /// The private key that a store has under an alias, whose letters' case makes no difference, as in Java; nil when it has
    /// none. In a JKS file each key has a password of its own.
    public static func key(
        _ alias: String, in bytes: [UInt8], password: String, keyPassword: String
    ) throws(CryptoError) -> PrivateKey? {
        if JavaKeyStore.isOne(bytes) { return try JavaKeyStore.key(alias, in: bytes, keyPassword) }
        let store = try parsed(bytes)
        defer { PKCS12_free(store) }
        guard PKCS12_verify_mac(store, password, -1) == 1 else {
            ERR_clear_error()
            throw wrongPassword
        }
        guard let key = shim_PKCS12_key(store, password, keyPassword, alias) else {
            ERR_clear_error()
            return nil
        }
        defer { EVP_PKEY_free(key) }
        guard let der = encoded(key, i2d_PrivateKey) else { throw CryptoError(fromQueue: "read the key store") }
        return try PrivateKey(der: der)
    }

    static let wrongPassword = CryptoError("read the key store", "the password is wrong")

    private static func parsed(_ bytes: [UInt8]) throws(CryptoError) -> OpaquePointer {
        let store = bytes.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            return d2i_PKCS12(nil, &position, bytes.count)
        }
        if let store { return store }
        ERR_clear_error()
        throw CryptoError("read the key store", "it is neither PKCS#12 nor JKS")
    }

    private static func pkcs12(_ bytes: [UInt8], _ password: String) throws(CryptoError) -> KeyStore {
        let store = try parsed(bytes)
        defer { PKCS12_free(store) }
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        var others: OpaquePointer?
        guard PKCS12_parse(store, password, &key, &certificate, &others) == 1 else {
            let isWrong = PKCS12_verify_mac(store, password, -1) != 1
            let reason = CryptoError(fromQueue: "read the key store")
            if isWrong { throw wrongPassword }
            throw reason.explained([
                "unsupported":
                    "it is encrypted in a way that OpenSSL 3 no longer reads, such as RC2. Make it anew with keytool "
                    + "-importkeystore or openssl pkcs12 -legacy"
            ])
        }
        defer {
            EVP_PKEY_free(key)
            X509_free(certificate)
            shim_X509_stack_free(others)
        }
        var rest: [Certificate] = []
        for index in 0..<max(shim_X509_stack_count(others), 0) {
            if let der = encoded(shim_X509_stack_value(others, index), i2d_X509) {
                rest.append(Certificate(written: der))
            }
        }
        let own = encoded(certificate, i2d_X509).map { Certificate(written: $0) }
        let bytesOfKey = encoded(key, i2d_PrivateKey)
        let ownKey: PrivateKey? = if let bytesOfKey { try PrivateKey(der: bytesOfKey) } else { nil }
        guard let own, ownKey != nil else { return KeyStore(key: ownKey, chain: [], trusted: rest) }
        return KeyStore(key: ownKey, chain: [own] + rest, trusted: rest)
    }
}
