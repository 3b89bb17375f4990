extension RSAPrivateNumbers {
    /// RSAPrivateKey (RFC 8017 appendix A.1.2).
    public var der: [UInt8] { PrivateMaterial.rsa(self).traditional }
}

extension PrivateMaterial {
    /// PrivateKeyInfo (RFC 5958 section 2; for Ed25519 RFC 8410 section 7).
    var pkcs8: [UInt8] {
        let algorithm =
            switch self {
            case .rsa: DER.sequence(DER.Identifier.rsaEncryption, DER.null)
            case .ec(let curve, _, _, _): DER.sequence(DER.Identifier.ecPublicKey, curve.identifier)
            case .ed25519: DER.sequence(DER.Identifier.ed25519)
            }
        let content: [UInt8] =
            switch self {
            case .rsa, .ec: traditional(namesCurve: false)
            case .ed25519(let seed): DER.octetString(seed)
            }
        return DER.sequence(DER.integer(0), algorithm, DER.octetString(content))
    }

    /// RSAPrivateKey (RFC 8017 appendix A.1.2) or ECPrivateKey (RFC 5915 section 3).
    var traditional: [UInt8] { traditional(namesCurve: true) }

    private func traditional(namesCurve: Bool) -> [UInt8] {
        switch self {
        case .rsa(let numbers):
            let primes = numbers.primes ?? .init(p: [], q: [], dp: [], dq: [], qInverse: [])
            return DER.sequence(
                DER.integer(0), DER.integer(numbers.modulus), DER.integer(numbers.publicExponent),
                DER.integer(numbers.privateExponent), DER.integer(primes.p), DER.integer(primes.q),
                DER.integer(primes.dp), DER.integer(primes.dq), DER.integer(primes.qInverse))
        case .ec(let curve, let d, let x, let y):
            return DER.sequence(
                DER.integer(1), DER.octetString(d.padded(to: curve.coordinateSize) ?? d),
                namesCurve ? DER.tagged(0, curve.identifier) : [], DER.tagged(1, DER.bitString([4] + x + y)))
        case .ed25519: return pkcs8
        }
    }

    /// Reads any of the three forms; nil when the bytes are none of them.
    init?(der: [UInt8]) throws(CryptoError) {
        var outer = DERReader(der)
        guard var content = outer.sequence(), outer.isAtEnd, let version = content.unsignedInteger() else { return nil }
        switch (content.nextTag, version) {
        case (0x30, _):
            guard var algorithm = content.sequence(), let identifier = algorithm.element(),
                let key = content.read(0x04)
            else { return nil }
            try self.init(identifier: identifier, parameter: algorithm.element(), key: key)
        case (0x02, _): self.init(rsaAfterVersion: &content)
        case (0x04, [1]): try self.init(ecAfterVersion: &content, curve: nil)
        default: return nil
        }
    }

    private init?(identifier: [UInt8], parameter: [UInt8]?, key: ArraySlice<UInt8>) throws(CryptoError) {
        var reader = DERReader(key)
        if identifier == DER.Identifier.ed25519 {
            guard let seed = reader.read(0x04), reader.isAtEnd else { return nil }
            self = .ed25519(seed: Array(seed))
            return
        }
        guard var content = reader.sequence(), reader.isAtEnd, content.unsignedInteger() != nil else { return nil }
        switch identifier {
        case DER.Identifier.rsaEncryption: self.init(rsaAfterVersion: &content)
        case DER.Identifier.ecPublicKey:
            guard let parameter, let curve = Curve(identifier: parameter) else { return nil }
            try self.init(ecAfterVersion: &content, curve: curve)
        default: return nil
        }
    }

    private init?(rsaAfterVersion reader: inout DERReader) {
        var numbers: [[UInt8]] = []
        while let number = reader.unsignedInteger() { numbers.append(number) }
        guard numbers.count == 8, reader.isAtEnd else { return nil }
        let hasPrimes = numbers[3...].allSatisfy { !$0.isEmpty }
        self = .rsa(
            RSAPrivateNumbers(
                modulus: numbers[0], publicExponent: numbers[1], privateExponent: numbers[2],
                primes: hasPrimes
                    ? .init(p: numbers[3], q: numbers[4], dp: numbers[5], dq: numbers[6], qInverse: numbers[7]) : nil))
    }

    private init?(ecAfterVersion reader: inout DERReader, curve outerCurve: Curve?) throws(CryptoError) {
        guard let d = reader.read(0x04) else { return nil }
        var curve = outerCurve
        if let named = reader.read(0xA0) {
            guard let inner = Curve(identifier: Array(named)), outerCurve == nil || outerCurve == inner else {
                return nil
            }
            curve = inner
        }
        guard let curve else { return nil }
        let (x, y) = try curve.point(for: Array(d))  // the point may be left out; when it is there it says the same
        self = .ec(curve, d: Array(d), x: x, y: y)
    }
}
