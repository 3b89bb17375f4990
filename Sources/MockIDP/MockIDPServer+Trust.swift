import Crypto

extension MockIDPServer {
    /// The certificate, in PEM, of the authority that was made for this server: what its clients are to trust; nil when there
    /// is no HTTPS port, or its certificate came from files.
    public var certificateAuthority: String? { tls?.authority?.pem }

    /// Writes the certificate of the authority that was made for this server where the settings want it, and tells how to
    /// trust it; nothing when the certificate came from files.
    public func explainTrust() throws -> [String] {
        guard let authority = tls?.authority else { return [] }
        let names = settings.certificateNames.joined(separator: ", ")
        guard let file = settings.tlsAuthorityFile.map(Files.absolute) else {
            return [
                "A test CA signed the certificate for \(names). --tls-ca-file FILE writes the CA's own, for clients to trust."
            ]
        }
        do { try Files.write(Array(authority.pem.utf8), to: file) } catch {
            throw OptionError(description: "--tls-ca-file cannot be written: \(error)")
        }
        return [
            "A test CA signed the certificate for \(names). The CA's own is in \(file). To trust it:",
            "  export SSL_CERT_FILE='\(file)' CURL_CA_BUNDLE='\(file)' REQUESTS_CA_BUNDLE='\(file)' NODE_EXTRA_CA_CERTS='\(file)'",
            "  keytool -importcert -noprompt -alias mockidp -file '\(file)' -keystore mockidp.p12 -storepass changeit",
            // Without its password Java takes the store for an empty one.
            "  java -Djavax.net.ssl.trustStore=mockidp.p12 -Djavax.net.ssl.trustStorePassword=changeit …",
        ]
    }
}
