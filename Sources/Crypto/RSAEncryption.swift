import COpenSSL

/// How RSA hides a short message such as a content key (RFC 7518 sections 4.2 and 4.3).
public enum RSAEncryption: Sendable, Hashable {
    case pkcs1
    case oaep(Digest)

    fileprivate func configure(_ context: KeyContext) throws(CryptoError) {
        switch self {
        case .pkcs1:
            try check(EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING), "set up RSA")
        case .oaep(let digest):
            try check(EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_OAEP_PADDING), "set up RSA-OAEP")
            try check(EVP_PKEY_CTX_set_rsa_oaep_md(context.pointer, digest.method), "set up RSA-OAEP")
            try check(EVP_PKEY_CTX_set_rsa_mgf1_md(context.pointer, digest.method), "set up RSA-OAEP")
        }
    }
}

extension PublicKey {
    /// Encrypts a short message for the owner of this RSA key.
    public func encrypt(_ message: [UInt8], _ encryption: RSAEncryption) throws(CryptoError) -> [UInt8] {
        guard case .rsa = kind else { throw CryptoError("encrypt", "needs an RSA key") }
        let context = try KeyContext(key)
        try check(EVP_PKEY_encrypt_init(context.pointer), "encrypt")
        try encryption.configure(context)
        var result = [UInt8](repeating: 0, count: signatureSize)
        var count = result.count
        try check(EVP_PKEY_encrypt(context.pointer, &result, &count, message, message.count), "encrypt")
        return Array(result.prefix(count))
    }
}

extension PrivateKey {
    /// Decrypts what was encrypted for this RSA key. The error is the same whatever was wrong with the padding, but the
    /// time may tell; a caller who unwraps a key goes on with a random one instead (RFC 7516 section 11.5).
    public func decrypt(_ message: [UInt8], _ encryption: RSAEncryption) throws(CryptoError) -> [UInt8] {
        guard case .rsa = kind, message.count == signatureSize else {
            throw CryptoError("decrypt", "the message does not fit the key")
        }
        let context = try KeyContext(key)
        try check(EVP_PKEY_decrypt_init(context.pointer), "decrypt")
        try encryption.configure(context)
        var result = [UInt8](repeating: 0, count: signatureSize)
        var count = result.count
        guard EVP_PKEY_decrypt(context.pointer, &result, &count, message, message.count) == 1 else {
            ERR_clear_error()
            throw CryptoError("decrypt", "the message could not be decrypted")
        }
        return Array(result.prefix(count))
    }
}
