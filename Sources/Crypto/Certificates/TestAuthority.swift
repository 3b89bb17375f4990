import COpenSSL

/// An authority that is made for one server, and the certificates that it signs: what a client is told to trust in a test.
public struct TestAuthority: Sendable {
    /// The authority's own certificate.
    public let certificate: Certificate
    private let key: PrivateKey
    private let validity: (notBefore: Int, notAfter: Int)

    /// A new authority, valid from a day before that second (since 1970) for a year.
    public init(at seconds: Int) throws(CryptoError) {
        key = try PrivateKey.generate(.ec(.p256))
        validity = (max(seconds - 86_400, 0), seconds + 365 * 86_400)
        certificate = try Certificate.signed(
            Certificate.Content(
                subject: "mockidp test CA", issuer: "mockidp test CA", key: key.publicKey, serial: Self.serial(),
                extensions: [DER.Extension.authority]), by: key, notBefore: validity.notBefore,
            notAfter: validity.notAfter)
    }

    /// A certificate for a server with these names and addresses, and its key.
    public func issue(for names: [String]) throws(CryptoError) -> (certificate: Certificate, key: PrivateKey) {
        let own = try PrivateKey.generate(.ec(.p256))
        let issued = try Certificate.signed(
            Certificate.Content(
                subject: names.first ?? "localhost", issuer: "mockidp test CA", key: own.publicKey,
                serial: Self.serial(),
                extensions: [DER.Extension.authentication, DER.Extension.alternativeNames(names)]), by: key,
            notBefore: validity.notBefore, notAfter: validity.notAfter)
        return (issued, own)
    }

    /// A positive number that no other certificate has.
    private static func serial() -> Int {
        Random.bytes(7).reduce(1) { $0 << 8 | Int($1) }
    }
}

extension Certificate {
    /// What a certificate says, but for its times.
    struct Content {
        let subject: String
        let issuer: String
        let key: PublicKey
        let serial: Int
        let extensions: [[UInt8]]
    }

    /// A certificate of version 3 (RFC 5280 section 4.1).
    static func signed(
        _ content: Content, by key: PrivateKey, notBefore: Int, notAfter: Int
    ) throws(CryptoError) -> Certificate {
        let algorithm = key.certificateAlgorithm
        func name(_ text: String) -> [UInt8] {
            DER.sequence(DER.set(DER.sequence(DER.Identifier.commonName, DER.utf8String(text))))
        }
        let body = DER.sequence(
            DER.tagged(0, DER.integer(2)), DER.integer(content.serial), algorithm.identifier, name(content.issuer),
            DER.sequence(CalendarTime(notBefore).der, CalendarTime(notAfter).der), name(content.subject),
            content.key.der, DER.tagged(3, DER.element(0x30, content.extensions.flatMap { $0 })))
        var signature = try key.sign(body, algorithm.scheme)
        if case .ec = key.kind, let numbers = ECDSASignature(raw: signature) { signature = numbers.der }
        return Certificate(written: DER.sequence(body, algorithm.identifier, DER.bitString(signature)))
    }
}

extension DER {
    /// Extensions of certificates (RFC 5280 section 4.2.1).
    enum Extension {
        /// May sign other certificates, and does nothing else: basic constraints and key usage, both critical.
        static let authority: [UInt8] =
            DER.sequence(
                [0x06, 3, 0x55, 0x1D, 0x13], [0x01, 1, 0xFF], DER.octetString(DER.sequence([0x01, 1, 0xFF])))
            + DER.sequence([0x06, 3, 0x55, 0x1D, 0x0F], [0x01, 1, 0xFF], DER.octetString([0x03, 2, 1, 0x06]))

        /// For TLS servers, and for clients of servers that ask for a certificate.
        static let authentication: [UInt8] = DER.sequence(
            [0x06, 3, 0x55, 0x1D, 0x25],
            DER.octetString(
                DER.sequence([0x06, 8, 0x2B, 6, 1, 5, 5, 7, 3, 1], [0x06, 8, 0x2B, 6, 1, 5, 5, 7, 3, 2])))

        /// The names and addresses that a certificate is for.
        static func alternativeNames(_ names: [String]) -> [UInt8] {
            let entries = names.flatMap { name -> [UInt8] in
                if let address = addressBytes(name) { return DER.element(0x87, address) }
                return DER.element(0x82, Array(name.utf8))
            }
            return DER.sequence(
                DER.Identifier.subjectAlternativeName, DER.octetString(DER.element(0x30, entries)))
        }
    }
}

/// The bytes of an IPv4 or IPv6 address; nil for a name.
private func addressBytes(_ text: String) -> [UInt8]? {
    guard let address = a2i_IPADDRESS(text) else { return nil }
    defer { ASN1_OCTET_STRING_free(address) }
    return Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(address), count: Int(ASN1_STRING_length(address))))
}
