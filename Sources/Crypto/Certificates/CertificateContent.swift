import COpenSSL

extension Certificate {
    /// What a certificate is to say. Times are seconds since 1970.
    struct Content {
        var subject: String
        var issuer: String
        var key: PublicKey
        var serial: Int
        var notBefore, notAfter: Int
        /// Extensions by their number in OpenSSL, written as in its configuration files (x509v3_config). Without any it is a
        /// certificate of version 1.
        var extensions: [(number: Int32, value: String)] = []
    }

    /// A certificate that says this, signed (RFC 5280 section 4.1).
    init(_ content: Content, signedBy key: PrivateKey) throws(CryptoError) {
        let task = "make a certificate"
        let years = 0...253_402_300_799  // the last second of 9999: what the format can say
        guard years.contains(content.notBefore), years.contains(content.notAfter) else {
            throw CryptoError(task, "a date outside 1970 to 9999")
        }
        let certificate = try check(X509_new(), task)
        defer { X509_free(certificate) }
        if !content.extensions.isEmpty { try check(X509_set_version(certificate, 2), task) }
        try check(ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate), Int64(content.serial)), task)
        try Self.add(content.issuer, to: X509_get_issuer_name(certificate))
        try Self.add(content.subject, to: X509_get_subject_name(certificate))
        let times = [
            (X509_getm_notBefore(certificate), content.notBefore), (X509_getm_notAfter(certificate), content.notAfter),
        ]
        for (place, seconds) in times where ASN1_TIME_set(place, seconds) == nil { throw CryptoError(fromQueue: task) }
        try Self.set(content.key, in: certificate)
        for (number, value) in content.extensions {
            let made = try check(X509V3_EXT_conf_nid(nil, nil, number, value), task)
            defer { X509_EXTENSION_free(made) }
            try check(X509_add_ext(certificate, made, -1), task)
        }
        try check(X509_sign(certificate, key.key.pointer, key.certificateDigest?.method), task)
        guard let der = encoded(certificate, i2d_X509) else { throw CryptoError(fromQueue: task) }
        self.init(written: der)
    }

    /// As UTF-8 and of any length: OpenSSL takes no more than 64 letters where it chooses the type itself.
    private static func add(_ commonName: String, to name: OpaquePointer?) throws(CryptoError) {
        let bytes = Array(commonName.utf8)
        try check(
            X509_NAME_add_entry_by_NID(
                name, NID_commonName, V_ASN1_UTF8STRING, bytes, Int32(clamping: bytes.count), -1, 0),
            "make a certificate")
    }

    /// The key from its parts: X509_set_pubkey would ask OpenSSL's encoder for them, which takes half as long as signing.
    private static func set(_ key: PublicKey, in certificate: OpaquePointer) throws(CryptoError) {
        let algorithm, parameterType: Int32
        var parameter: OpaquePointer?
        let bits: [UInt8]
        switch key.material {
        case .rsa(let modulus, let exponent):
            (algorithm, parameterType) = (NID_rsaEncryption, V_ASN1_NULL)
            bits = DER.sequence(DER.integer(modulus), DER.integer(exponent))
        case .ec(let curve, let x, let y):
            (algorithm, parameterType, parameter) =
                (NID_X9_62_id_ecPublicKey, V_ASN1_OBJECT, OBJ_nid2obj(OBJ_txt2nid(curve.groupName)))
            bits = [4] + x + y
        case .ed25519(let bytes):
            (algorithm, parameterType) = (NID_ED25519, V_ASN1_UNDEF)
            bits = bytes
        }
        let copy = CRYPTO_memdup(bits, bits.count, nil, 0)?.assumingMemoryBound(to: UInt8.self)
        let code = X509_PUBKEY_set0_param(
            X509_get_X509_PUBKEY(certificate), OBJ_nid2obj(algorithm), parameterType,
            parameter.map { UnsafeMutableRawPointer($0) }, copy, Int32(clamping: bits.count))
        if code != 1 { CRYPTO_free(copy, nil, 0) }  // it is the certificate's otherwise
        try check(code, "make a certificate")
    }

    /// The extension that says for which names and addresses a certificate is.
    static func alternativeNames(_ names: [String]) throws(CryptoError) -> (number: Int32, value: String) {
        guard names.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) })
        else { throw CryptoError("make a certificate", "a host's name has a blank or a comma in it") }
        return (NID_subject_alt_name, names.map { (isAddress($0) ? "IP:" : "DNS:") + $0 }.joined(separator: ","))
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let address = a2i_IPADDRESS(text) else { return false }
        ASN1_OCTET_STRING_free(address)
        return true
    }
}

extension PrivateKey {
    /// What this key digests when it signs a certificate; Ed25519 signs the whole.
    fileprivate var certificateDigest: Digest? {
        switch kind {
        case .rsa, .ec(.p256): .sha256
        case .ec(.p384): .sha384
        case .ec(.p521): .sha512
        case .ed25519: nil
        }
    }
}
