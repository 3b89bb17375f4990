import COpenSSL

extension DER {
    /// SubjectPublicKeyInfo of an RSAPublicKey (RFC 8017 appendix A.1).
    static func subjectPublicKey(rsa key: [UInt8]) -> [UInt8] {
        sequence(sequence(Identifier.rsaEncryption, null), bitString(key))
    }
}

extension PublicMaterial {
    var der: [UInt8] {
        switch self {
        case .rsa(let modulus, let exponent):
            DER.subjectPublicKey(rsa: DER.sequence(DER.integer(modulus), DER.integer(exponent)))
        case .ec(let curve, let x, let y):
            DER.sequence(
                DER.sequence(DER.Identifier.ecPublicKey, curve.identifier), DER.bitString([4] + x + y))
        case .ed25519(let bytes):
            DER.sequence(DER.sequence(DER.Identifier.ed25519), DER.bitString(bytes))
        }
    }

    init?(der: [UInt8]) {
        var outer = DERReader(der)
        guard var content = outer.sequence(), outer.isAtEnd, var algorithm = content.sequence(),
            let identifier = algorithm.element(), let bits = content.bitString(), content.isAtEnd
        else { return nil }
        switch identifier {
        case DER.Identifier.rsaEncryption:
            var reader = DERReader(bits)
            guard var numbers = reader.sequence(), reader.isAtEnd, let modulus = numbers.unsignedInteger(),
                let exponent = numbers.unsignedInteger(), numbers.isAtEnd
            else { return nil }
            self = .rsa(modulus: modulus, exponent: exponent)
        case DER.Identifier.ecPublicKey:
            guard let name = algorithm.element(), let curve = Curve(identifier: name),
                let (x, y) = curve.coordinates(ofPoint: bits)
            else { return nil }
            self = .ec(curve, x: x, y: y)
        case DER.Identifier.ed25519:
            self = .ed25519(bits)
        default: return nil
        }
    }

    func makeKey() throws(CryptoError) -> Key {
        switch self {
        case .rsa(let modulus, let exponent):
            try Self.checkRSA(modulus: modulus, exponent: exponent)
            let parameters = try KeyParameters()
            try parameters.number("n", modulus)
            try parameters.number("e", exponent)
            return try parameters.key(type: "RSA", isPrivate: false)
        case .ec(let curve, let x, let y):
            return try KeyParameters().key(
                type: "EC", isPrivate: false, group: curve.groupName, point: [4] + x + y)
        case .ed25519(let bytes):
            return Key(
                try check(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count), "read a public key"))
        }
    }

    /// With an exponent of 1 every message is its own signature, and an even one cannot be undone; OpenSSL takes both.
    static func checkRSA(modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) {
        guard (512...16384).contains(modulus.bitWidth), let last = modulus.last, last & 1 == 1 else {
            throw CryptoError("read an RSA key", "the modulus is not one of 512 to 16384 bits")
        }
        guard (2...64).contains(exponent.bitWidth), let last = exponent.last, last & 1 == 1 else {
            throw CryptoError("read an RSA key", "the exponent is not an odd number from 3 up to 64 bits")
        }
    }
}

extension Curve {
    /// The coordinates of an uncompressed point (SEC 1 section 2.3.3).
    func coordinates(ofPoint bytes: [UInt8]) -> (x: [UInt8], y: [UInt8])? {
        guard bytes.count == 1 + 2 * coordinateSize, bytes.first == 4 else { return nil }
        return (Array(bytes[1...coordinateSize]), Array(bytes[(1 + coordinateSize)...]))
    }
}
