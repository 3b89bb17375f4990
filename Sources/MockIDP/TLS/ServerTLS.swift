import Crypto
import HTTPServer

/// The certificate of the HTTPS port and what is asked of clients, from files or made for this server.
struct ServerTLS: Sendable {
    let context: TLSContext
    /// The authority that was made for this server; nil when the certificate came from files.
    let authority: Certificate?

    /// Nil without an HTTPS port.
    ///
    /// - Throws: a sentence for each file that cannot be used. Nothing is asked at a terminal.
    init?(
        _ settings: Settings, at seconds: Int, random: @escaping @Sendable (Int) -> [UInt8] = { Random.bytes($0) }
    ) throws {
        guard settings.httpsPort != nil else { return nil }
        let asks = settings.clientAuthentication != .never
        if let certificate = settings.certificateFile, let key = settings.certificateKeyFile {
            context = try TLSContext(certificateFile: certificate, keyFile: key, askForClientCertificate: asks)
            authority = nil
        } else if let file = settings.keyStoreFile {
            context = try Self.context(fromKeyStore: file, password: settings.keyStorePassword, asks: asks)
            authority = nil
        } else {
            let made = try TestAuthority(at: seconds, random: random)
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
}

extension Settings {
    /// The names that a certificate made for this server is for.
    var certificateNames: [String] {
        let told = tlsNames.isEmpty ? ["localhost", "127.0.0.1", "::1"] : tlsNames
        guard let hostname, tlsNames.isEmpty else { return told }
        return [Authority(URI(hostname).authority ?? hostname)?.host ?? hostname] + told
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
