import COpenSSL
import Synchronization

/// An `EVP_PKEY`, together with the contexts that were set up for it.
final class Key: @unchecked Sendable {  // never changed after it is made; what OpenSSL caches in it, it locks itself
    let pointer: OpaquePointer
    private let templates = Mutex<[Operation: KeyContext]>([:])

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    enum Operation: Hashable {
        case sign(SignatureScheme)
        case verify(SignatureScheme)
    }

    /// A context of its own for one operation. Setting one up costs six microseconds, copying one that is set up less than
    /// one; and a copy belongs to its caller, so several threads may sign at once.
    func context(for operation: Operation) throws(CryptoError) -> KeyContext {
        let known = templates.withLock { $0[operation] }
        if let known { return try known.copy() }
        let template = try KeyContext(self)
        switch operation {
        case .sign(let scheme):
            try check(EVP_PKEY_sign_init(template.pointer), "set up signing")
            try template.configure(scheme)
        case .verify(let scheme):
            try check(EVP_PKEY_verify_init(template.pointer), "set up verifying")
            try template.configure(scheme)
        }
        templates.withLock { $0[operation] = template }
        return try template.copy()
    }
}

/// An `EVP_PKEY_CTX`.
final class KeyContext: @unchecked Sendable {  // a template is only copied from, and a copy stays with its caller
    let pointer: OpaquePointer

    init(_ key: Key) throws(CryptoError) {
        pointer = try check(EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil), "set up a key")
    }

    private init(copyOf other: KeyContext) throws(CryptoError) {
        pointer = try check(EVP_PKEY_CTX_dup(other.pointer), "set up a key")
    }

    deinit { EVP_PKEY_CTX_free(pointer) }

    func copy() throws(CryptoError) -> KeyContext { try KeyContext(copyOf: self) }

    fileprivate func configure(_ scheme: SignatureScheme) throws(CryptoError) {
        guard let digest = scheme.digest else { return }
        switch scheme.family {
        case .rsaPKCS1:
            try check(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PADDING), "set up RSA")
            try check(EVP_PKEY_CTX_set_signature_md(pointer, digest.method), "set up RSA")
        case .rsaPSS:
            try check(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PSS_PADDING), "set up RSA-PSS")
            try check(EVP_PKEY_CTX_set_signature_md(pointer, digest.method), "set up RSA-PSS")
            try check(EVP_PKEY_CTX_set_rsa_mgf1_md(pointer, digest.method), "set up RSA-PSS")
            // The salt is as long as the digest (RFC 7518 section 3.5), when verifying as well.
            try check(EVP_PKEY_CTX_set_rsa_pss_saltlen(pointer, Int32(digest.size)), "set up RSA-PSS")
        case .ecdsa, .edDSA:
            break  // they sign a ready digest, or the message itself
        }
    }
}
