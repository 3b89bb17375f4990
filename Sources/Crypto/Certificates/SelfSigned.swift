extension Certificate {
    /// A certificate that a key signs for itself: version 1, one common name, no extensions. With host names it becomes
    /// one of version 3 that TLS clients accept for those hosts (RFC 5280 section 4.2.1.6). Times are seconds since 1970.
    public static func selfSigned(
        commonName: String, key: PrivateKey, notBefore: Int, notAfter: Int, serial: Int, hostNames: [String] = []
    ) throws(CryptoError) -> Certificate {
        let years = 0...253_402_300_799  // the last second of 9999: what the format can say
        guard years.contains(notBefore), years.contains(notAfter) else {
            throw CryptoError("make a certificate", "a date outside 1970 to 9999")
        }
        let algorithm = key.certificateAlgorithm
        let name = DER.sequence(DER.set(DER.sequence(DER.Identifier.commonName, DER.utf8String(commonName))))
        let content = DER.sequence(
            hostNames.isEmpty ? [] : DER.tagged(0, DER.integer(2)), DER.integer(serial), algorithm.identifier, name,
            DER.sequence(CalendarTime(notBefore).der, CalendarTime(notAfter).der), name, key.publicKey.der,
            hostNames.isEmpty ? [] : DER.tagged(3, DER.sequence(alternativeNames(hostNames))))
        var signature = try key.sign(content, algorithm.scheme)
        if case .ec = key.kind, let numbers = ECDSASignature(raw: signature) { signature = numbers.der }
        return Certificate(written: DER.sequence(content, algorithm.identifier, DER.bitString(signature)))
    }

    /// A certificate as identity providers make them for their realms: the serial number is the time in milliseconds,
    /// validity begins 100 seconds before it and ends on the same day so many years later.
    public static func selfSigned(
        commonName: String, key: PrivateKey, atMilliseconds time: Int, years: Int = 10
    ) throws(CryptoError) -> Certificate {
        let seconds = time / 1000
        return try selfSigned(
            commonName: commonName, key: key, notBefore: max(0, seconds - 100),
            notAfter: CalendarTime(seconds).adding(years: years).seconds, serial: time)
    }

    private static func alternativeNames(_ hostNames: [String]) -> [UInt8] {
        let names = hostNames.flatMap { name -> [UInt8] in
            let parts = name.split(separator: ".").compactMap { UInt8($0) }
            return parts.count == 4 ? DER.element(0x87, parts) : DER.element(0x82, Array(name.utf8))
        }
        return DER.sequence(
            DER.Identifier.subjectAlternativeName, DER.octetString(DER.sequence(names)))
    }
}

extension PrivateKey {
    /// How this key signs certificates: AlgorithmIdentifier (RFC 4055, 5758, 8410) and scheme.
    var certificateAlgorithm: (identifier: [UInt8], scheme: SignatureScheme) {
        switch kind {
        case .rsa: (DER.sequence(DER.Identifier.sha256WithRSA, DER.null), .rs256)
        case .ec(.p256): (DER.sequence(DER.Identifier.ecdsaWithSHA256), .es256)
        case .ec(.p384): (DER.sequence(DER.Identifier.ecdsaWithSHA384), .es384)
        case .ec(.p521): (DER.sequence(DER.Identifier.ecdsaWithSHA512), .es512)
        case .ed25519: (DER.sequence(DER.Identifier.ed25519), .edDSA)
        }
    }
}
