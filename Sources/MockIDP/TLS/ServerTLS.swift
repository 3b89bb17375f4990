import Crypto

/// The certificate of the HTTPS port and what is asked of clients, from files or made for this server.
struct ServerTLS: Sendable {
    let context: TLSContext
    /// The authority that was made for this server; nil when the certificate came from files.
    let authority: Certificate?

    /// Nil without an HTTPS port.
    ///
    /// - Throws: a sentence for each file that cannot be used. Nothing is asked at a terminal.
    init?(_ settings: Settings, at seconds: Int) throws {
        guard settings.httpsPort != nil else { return nil }
        let asks = settings.clientAuthentication != .never
        if let certificate = settings.certificateFile, let key = settings.certificateKeyFile {
            context = try TLSContext(certificateFile: certificate, keyFile: key, askForClientCertificate: asks)
            authority = nil
        } else if let file = settings.keyStoreFile {
            context = try Self.context(fromKeyStore: file, password: settings.keyStorePassword, asks: asks)
            authority = nil
        } else {
            let made = try TestAuthority(at: seconds)
            let server = try made.issue(for: settings.certificateNames)
            context = try TLSContext(certificate: server.certificate, key: server.key, askForClientCertificate: asks)
            authority = made.certificate
        }
        guard let asked = settings.clientAuthentication, asked != .never else { return }
        try context.checkClients(trusting: try settings.trustedAuthorities(), isRequired: asked == .required)
    }

    private static func context(fromKeyStore file: String, password: String, asks: Bool) throws -> TLSContext {
        let store: KeyStore
        do { store = try KeyStore(try Files.read(file), password: password) } catch let error as CryptoError {
            throw CryptoError("read \(file)", error.reason)
        }
        guard let key = store.key, let certificate = store.chain.first else {
            throw CryptoError("read \(file)", "there is no private key with its certificate in it")
        }
        let context = try TLSContext(certificate: certificate, key: key, askForClientCertificate: asks)
        try context.sendAlong(Array(store.chain.dropFirst()))
        return context
    }

    /// What is asked of clients (`--https-client-auth`).
    enum ClientAuthentication: Sendable, Equatable { case never, request, required }
}

extension Settings {
    /// The names that a certificate made for this server is for.
    var certificateNames: [String] {
        let told = tlsNames.isEmpty ? ["localhost", "127.0.0.1", "::1"] : tlsNames
        guard let hostname, tlsNames.isEmpty else { return told }
        let authority =
            hostname.firstRange(of: "://").map { hostname[$0.upperBound...].prefix { $0 != "/" } } ?? hostname[...]
        let name = authority.last == "]" ? authority : authority.prefix { $0 != ":" }
        return [String(name.filter { $0 != "[" && $0 != "]" })] + told
    }

    /// The certificates whose clients are let in.
    fileprivate func trustedAuthorities() throws -> [Certificate] {
        if let trustStoreFile { return try certificates(in: trustStoreFile, password: trustStorePassword) }
        return try truststorePaths.flatMap { path in
            guard try Files.isFolder(path) else { return try certificates(in: path, password: "") }
            let names = try Files.names(in: path).filter { name in
                [".pem", ".crt", ".p12", ".pfx", ".jks"].contains { name.hasSuffix($0) }
            }
            return try names.flatMap { try certificates(in: path + "/" + $0, password: "") }
        }
    }

    /// The certificates of a PEM file or a key store.
    private func certificates(in file: String, password: String) throws -> [Certificate] {
        let bytes = try Files.read(file)
        do {
            let blocks = PEM.blocks(in: String(decoding: bytes, as: UTF8.self)).filter {
                $0.label.hasSuffix("CERTIFICATE")
            }
            if !blocks.isEmpty { return try blocks.map { try Certificate(der: $0.bytes) } }
            let store = try KeyStore(bytes, password: password)
            return store.trusted + store.chain
        } catch let error as CryptoError {
            throw CryptoError("read \(file)", error.reason)
        }
    }
}

extension MockIDPServer {
    /// The certificate, in PEM, of the authority that was made for this server: what its clients are to trust; nil when there
    /// is no HTTPS port, or its certificate came from files.
    public var certificateAuthority: String? { tls?.authority?.pem }

    /// Writes the certificate of the authority that was made for this server where the settings want it, and tells how to
    /// trust it; nothing when the certificate came from files.
    public func explainTrust() throws -> [String] {
        guard let authority = tls?.authority else { return [] }
        let names = settings.certificateNames.joined(separator: ", ")
        guard let file = settings.tlsAuthorityFile else {
            return [
                "A test CA signed the certificate for \(names). --tls-ca-file FILE writes the CA's own, for clients to trust."
            ]
        }
        try Files.write(Array(authority.pem.utf8), to: file)
        return [
            "A test CA signed the certificate for \(names). The CA's own is in \(file). To trust it:",
            "  export SSL_CERT_FILE='\(file)' CURL_CA_BUNDLE='\(file)' REQUESTS_CA_BUNDLE='\(file)' NODE_EXTRA_CA_CERTS='\(file)'",
            "  keytool -importcert -noprompt -alias mockidp -file '\(file)' -keystore mockidp.p12 -storepass changeit"
                + "   # then java -Djavax.net.ssl.trustStore=mockidp.p12",
        ]
    }
}
