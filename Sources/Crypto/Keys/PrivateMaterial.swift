import COpenSSL

extension PrivateMaterial {
    func makeKey() throws(CryptoError) -> Key {
        switch self {
        case .rsa(let numbers): return try Self.makeKey(numbers)
        case .ec(let curve, let d, let x, let y):
            let parameters = try KeyParameters()
            try parameters.number("priv", d)
            return try parameters.key(
                type: "EC", isPrivate: true, group: curve.groupName, point: [4] + x + y)
        case .ed25519(let seed):
            return Key(
                try check(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count), "read a private key"))
        }
    }

    private static func makeKey(_ numbers: RSAPrivateNumbers) throws(CryptoError) -> Key {
        try PublicMaterial.checkRSA(
            modulus: numbers.modulus.withoutLeadingZeros, exponent: numbers.publicExponent.withoutLeadingZeros)
        guard try numbers.isConsistent() else {
            throw CryptoError("read an RSA key", "its numbers do not belong together")
        }
        let parameters = try KeyParameters()
        try parameters.number("n", numbers.modulus)
        try parameters.number("e", numbers.publicExponent)
        try parameters.number("d", numbers.privateExponent)
        if let primes = numbers.primes {
            try parameters.number("rsa-factor1", primes.p)
            try parameters.number("rsa-factor2", primes.q)
            try parameters.number("rsa-exponent1", primes.dp)
            try parameters.number("rsa-exponent2", primes.dq)
            try parameters.number("rsa-coefficient1", primes.qInverse)
        }
        return try parameters.key(type: "RSA", isPrivate: true)
    }

    func publicMaterial(of key: Key) throws(CryptoError) -> PublicMaterial {
        switch self {
        case .rsa(let numbers):
            return .rsa(
                modulus: numbers.modulus.withoutLeadingZeros, exponent: numbers.publicExponent.withoutLeadingZeros)
        case .ec(let curve, _, let x, let y): return .ec(curve, x: x, y: y)
        case .ed25519:
            var bytes = [UInt8](repeating: 0, count: 32)
            var count = bytes.count
            try check(EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count), "read a private key")
            return .ed25519(bytes)
        }
    }
}

extension Curve {
    /// The public point of a secret number.
    func point(for d: [UInt8]) throws(CryptoError) -> (x: [UInt8], y: [UInt8]) {
        let secret = try BigNumber(d)
        let group = try check(EC_GROUP_new_by_curve_name(OBJ_txt2nid(groupName)), "read a private key")
        defer { EC_GROUP_free(group) }
        guard d.contains(where: { $0 != 0 }), BN_cmp(secret.pointer, EC_GROUP_get0_order(group)) < 0 else {
            throw CryptoError("read a private key", "the secret number is not below the order of \(rawValue)")
        }
        let point = try check(EC_POINT_new(group), "read a private key")
        defer { EC_POINT_free(point) }
        try check(EC_POINT_mul(group, point, secret.pointer, nil, nil, nil), "read a private key")
        var bytes = [UInt8](repeating: 0, count: 1 + 2 * coordinateSize)
        let form = POINT_CONVERSION_UNCOMPRESSED
        guard EC_POINT_point2oct(group, point, form, &bytes, bytes.count, nil) == bytes.count,
            let coordinates = coordinates(ofPoint: bytes)
        else { throw CryptoError(fromQueue: "read a private key") }
        return coordinates
    }
}
