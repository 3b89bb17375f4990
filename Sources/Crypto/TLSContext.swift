import COpenSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What TLS connections have in common: certificate, trust, versions. TLS 1.2 is the oldest taken.
///
/// `@unchecked Sendable`: OpenSSL counts and locks an `SSL_CTX`, and after `init` nothing here changes it.
public final class TLSContext: @unchecked Sendable {
    /// The `SSL_CTX`; it lives as long as this object.
    public let pointer: OpaquePointer

    /// A server's context from PEM files: the certificate with its chain, and its key, which must not be encrypted.
    public convenience init(
        certificateFile: String, keyFile: String, askForClientCertificate: Bool = false
    ) throws(CryptoError) {
        try self.init(serverAskingForClientCertificate: askForClientCertificate)
        for file in [certificateFile, keyFile] { try requireFile(file) }
        do {
            try check(SSL_CTX_use_certificate_chain_file(pointer, certificateFile), "read \(certificateFile)")
        } catch {
            throw error.explained(
                [
                    "no start line": "there is no certificate in it; a PEM file is wanted",
                    "unsupported": "there is no certificate in it that can be read; a PEM file is wanted",
                    "ee key too small": "its key is too small: RSA has 2048 bits at least",
                ].merging(damages) { $1 })
        }
        var isEncrypted = false
        do {
            try withUnsafeMutablePointer(to: &isEncrypted) { isEncrypted throws(CryptoError) in
                // Without a callback of ours OpenSSL asks for the passphrase at the terminal, and waits.
                SSL_CTX_set_default_passwd_cb_userdata(pointer, isEncrypted)
                SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, isEncrypted in
                    isEncrypted?.storeBytes(of: true, as: Bool.self)
                    return -1
                }
                defer { SSL_CTX_set_default_passwd_cb_userdata(pointer, nil) }
                try check(SSL_CTX_use_PrivateKey_file(pointer, keyFile, SSL_FILETYPE_PEM), "read \(keyFile)")
            }
        } catch {
            if isEncrypted {
                ERR_clear_error()
                throw CryptoError(
                    "read \(keyFile)", "the key is encrypted; decrypt it first (openssl pkey -in … -out …)")
            }
            let mismatch = "the key does not belong to the certificate in \(certificateFile)"
            throw error.explained(
                [
                    "key values mismatch": mismatch, "key type mismatch": mismatch,
                    "no start line": "there is no private key in it; a PEM file is wanted",
                    "unsupported": "there is no private key in it that can be read; a PEM file is wanted",
                ].merging(damages) { $1 })
        }
        do { try check(SSL_CTX_check_private_key(pointer), "read \(keyFile)") } catch {
            // So it says of a key of another kind.
            throw error.explained([
                "no certificate assigned": "the key does not belong to the certificate in \(certificateFile)"
            ])
        }
    }

    /// A server's context from a certificate and a key in memory.
    public convenience init(
        certificate: Certificate, key: PrivateKey, askForClientCertificate: Bool = false
    ) throws(CryptoError) {
        try self.init(serverAskingForClientCertificate: askForClientCertificate)
        try use(certificate, key)
    }

    /// A client's context that verifies servers against the system's roots, or against the certificates of a PEM text
    /// alone. Reading the system's roots takes some twenty milliseconds. The identity is shown to servers that ask.
    public convenience init(
        clientTrusting roots: String? = nil, identity: (certificate: Certificate, key: PrivateKey)? = nil
    ) throws(CryptoError) {
        try self.init(TLS_client_method())
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        if let identity { try use(identity.certificate, identity.key) }
        guard let roots else {
            try check(SSL_CTX_set_default_verify_paths(pointer), "read the system's certificates")
            return
        }
        let store = SSL_CTX_get_cert_store(pointer)
        let certificates = PEM.blocks(in: roots).filter { $0.label == "CERTIFICATE" }
        guard !certificates.isEmpty else { throw CryptoError("read the trusted certificates", "there are none") }
        for block in certificates {
            let parsed = try ParsedCertificate(block.bytes)
            try check(X509_STORE_add_cert(store, parsed.pointer), "trust a certificate")
        }
    }

    /// A client's context that verifies no server: whoever answers is believed.
    public static func clientTrustingEverybody() throws(CryptoError) -> TLSContext {
        try TLSContext(TLS_client_method())
    }

    private init(_ method: OpaquePointer?) throws(CryptoError) {
        OpenSSL.takesRandomBytesOfSystem
        pointer = try check(SSL_CTX_new(method), "make a TLS context")
        try check(shim_SSL_CTX_set_min_proto_version(pointer, TLS1_2_VERSION), "set the TLS version")
        // Memory for records is given back between them: ten thousand idle connections stay small.
        // What a socket had no room for may be sent later, from wherever it lies then.
        let modes = SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
        shim_SSL_CTX_set_mode(pointer, Int(modes))
    }

    private convenience init(serverAskingForClientCertificate asks: Bool) throws(CryptoError) {
        try self.init(TLS_server_method())
        guard asks else { return }
        // Any certificate is let in, and none too: who it belongs to and whether it counts is decided above TLS.
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER) { _, _ in 1 }
        // A resumed session that carries a client certificate needs a name for its server, or OpenSSL refuses it.
        let name = Array("mockidp".utf8)
        try check(SSL_CTX_set_session_id_context(pointer, name, UInt32(name.count)), "name the TLS sessions")
    }

    deinit { SSL_CTX_free(pointer) }

    private func use(_ certificate: Certificate, _ key: PrivateKey) throws(CryptoError) {
        let parsed = try ParsedCertificate(certificate.der)
        try check(SSL_CTX_use_certificate(pointer, parsed.pointer), "use the certificate")
        try check(SSL_CTX_use_PrivateKey(pointer, key.key.pointer), "use the key")
        try check(SSL_CTX_check_private_key(pointer), "match certificate and key")
    }

    /// A new client `SSL` that will only accept a certificate for this host, and asks for it by name (RFC 6066 section 3).
    /// The caller owns it.
    public func makeClientSSL(host: String) throws(CryptoError) -> OpaquePointer {
        let ssl = try check(SSL_new(pointer), "make a TLS connection")
        do {
            let isAddress = host.contains(":") || host.split(separator: ".").allSatisfy { UInt8($0) != nil }
            if isAddress {
                try check(X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host), "set the host")
            } else {
                try check(shim_SSL_set_tlsext_host_name(ssl, host), "set the host")
                try check(SSL_set1_host(ssl, host), "set the host")
            }
            SSL_set_connect_state(ssl)
            return ssl
        } catch {
            SSL_free(ssl)
            throw error
        }
    }

    /// A new server `SSL`. The caller owns it.
    public func makeServerSSL() throws(CryptoError) -> OpaquePointer {
        let ssl = try check(SSL_new(pointer), "make a TLS connection")
        SSL_set_accept_state(ssl)
        return ssl
    }

    /// The certificate that the other side of a connection showed, if any.
    public static func peerCertificate(of ssl: OpaquePointer) -> [UInt8]? {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509(certificate, &bytes)
        guard count > 0, let bytes else { return nil }
        defer { CRYPTO_free(bytes, nil, 0) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}

/// What OpenSSL says of PEM files that were cut off or edited.
private let damages = ["bad end line", "bad base64 decode", "short header", "not proc type", "wrong tag", "too long"]
    .reduce(
        into: [String: String]()
    ) { $0[$1] = "it is cut off or damaged (\($1))" }

/// Refuses what OpenSSL would read without an end, or take for a file without content.
private func requireFile(_ path: String) throws(CryptoError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }  // OpenSSL says what it is
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw CryptoError("read \(path)", "it is a folder; a PEM file is wanted") }
    // A pipe may come from a shell: `<(…)`.
    if kind == S_IFCHR || kind == S_IFBLK || status.st_size > 10 << 20 {
        throw CryptoError("read \(path)", "it is a device, or larger than 10 MB; a PEM file is wanted")
    }
}
