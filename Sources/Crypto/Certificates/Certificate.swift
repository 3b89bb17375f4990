import COpenSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An X.509 certificate (RFC 5280).
public struct Certificate: Sendable, Hashable {
    /// The certificate's bytes.
    public let der: [UInt8]

    /// A certificate from its bytes, which must be one whole certificate.
    public init(der: [UInt8]) throws(CryptoError) {
        self.der = der
        _ = try ParsedCertificate(der)
    }

    /// The first certificate of a PEM text.
    public init(pem: String) throws(CryptoError) {
        guard let block = PEM.blocks(in: pem).first(where: { $0.label == "CERTIFICATE" }) else {
            throw CryptoError("read a certificate", "no certificate in the PEM text")
        }
        try self.init(der: block.bytes)
    }

    init(written der: [UInt8]) { self.der = der }

    /// The certificate as PEM text.
    public var pem: String { PEM(label: "CERTIFICATE", bytes: der).text }

    /// The subject as text (RFC 2253), such as "CN=demo".
    public var subject: String { parsed?.name(X509_get_subject_name) ?? "" }

    /// The issuer as text (RFC 2253).
    public var issuer: String { parsed?.name(X509_get_issuer_name) ?? "" }

    /// When its validity begins, in seconds since 1970.
    public var notBefore: Int? { parsed?.time(X509_get0_notBefore) }

    /// When its validity ends, in seconds since 1970.
    public var notAfter: Int? { parsed?.time(X509_get0_notAfter) }

    /// The key it is for, as SubjectPublicKeyInfo.
    public var publicKeyDER: [UInt8] { parsed?.publicKeyDER ?? [] }

    /// The key it is for.
    public var publicKey: PublicKey? { try? PublicKey(der: publicKeyDER) }

    /// The digest of its bytes: x5t with SHA-1, x5t#S256 with SHA-256 (RFC 7515 section 4.1.7).
    public func thumbprint(_ digest: Digest) -> [UInt8] { digest.hash(der) }

    /// Whether its signature is by this key.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let parsed else { return false }
        defer { ERR_clear_error() }
        return X509_verify(parsed.pointer, key.key.pointer) == 1
    }

    var parsed: ParsedCertificate? { try? ParsedCertificate(der) }
}

/// An `X509`.
final class ParsedCertificate {
    let pointer: OpaquePointer

    init(_ der: [UInt8]) throws(CryptoError) {
        var wasReadWhole = false
        let pointer = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            let pointer = d2i_X509(nil, &position, bytes.count)
            wasReadWhole = position == bytes.baseAddress.map { $0 + bytes.count }
            return pointer
        }
        self.pointer = try check(pointer, "read a certificate")
        guard wasReadWhole else { throw CryptoError("read a certificate", "bytes after its end") }
    }

    deinit { X509_free(pointer) }

    func name(_ part: (OpaquePointer?) -> OpaquePointer?) -> String? {
        guard let output = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(output) }
        // RFC 2253 without its escaping of letters beyond ASCII, as Java's getName does it.
        let flags = shim_XN_FLAG_RFC2253 & ~UInt(ASN1_STRFLGS_ESC_MSB)
        guard X509_NAME_print_ex(output, part(pointer), 0, flags) >= 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
        let count = BIO_read(output, &bytes, Int32(clamping: bytes.count))
        return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : ""
    }

    func time(_ part: (OpaquePointer?) -> UnsafePointer<ASN1_TIME>?) -> Int? {
        var fields = tm()
        guard ASN1_TIME_to_tm(part(pointer), &fields) == 1 else { return nil }
        return timegm(&fields)
    }

    var publicKeyDER: [UInt8]? {
        encoded(X509_get_X509_PUBKEY(pointer), i2d_X509_PUBKEY)
    }
}
