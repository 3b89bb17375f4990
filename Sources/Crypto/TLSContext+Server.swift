import COpenSSL

/// What a server's context may be told before its first connection, and not later.
extension TLSContext {
    /// Sends these certificates along with the server's own.
    public func sendAlong(_ chain: [Certificate]) throws(CryptoError) {
        for certificate in chain {
            let parsed = try ParsedCertificate(certificate.der)
            try check(Int32(shim_SSL_CTX_add1_chain_cert(pointer, parsed.pointer)), "use the certificate's chain")
        }
    }

    /// Asks no client for a certificate.
    public func askNoClient() { SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil) }

    /// Lets in only clients whose certificate one of these authorities signed, or one of the system's when there are none;
    /// and, unless it is required, those that show none.
    public func checkClients(trusting roots: [Certificate], isRequired: Bool) throws(CryptoError) {
        if roots.isEmpty { try check(SSL_CTX_set_default_verify_paths(pointer), "read the system's certificates") }
        let store = SSL_CTX_get_cert_store(pointer)
        for root in roots {
            let parsed = try ParsedCertificate(root.der)
            try check(X509_STORE_add_cert(store, parsed.pointer), "trust a certificate")
        }
        let mode = SSL_VERIFY_PEER | (isRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0)
        SSL_CTX_set_verify(pointer, mode, nil)
    }
}
