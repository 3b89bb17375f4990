import COpenSSL

extension PrivateKey {
    /// What to generate.
    public enum Specification: Sendable, Hashable {
        case rsa(bits: Int)
        case ec(Curve)
        case ed25519
    }

    /// A new key. An RSA key of 2048 bits takes some hundred milliseconds: not for a loop's thread.
    ///
    /// - Parameter random: where random bytes come from, but for those of RSA keys, which OpenSSL draws by itself.
    public static func generate(
        _ specification: Specification, random: (Int) -> [UInt8] = Random.bytes
    ) throws(CryptoError) -> PrivateKey {
        switch specification {
        case .rsa(let bits): return try PrivateKey(rsa: generateRSA(bits: bits))
        case .ec(let curve):
            // A number below the order, by trying (FIPS 186-5 appendix A.2.2); P-521 leaves seven bits of its last byte free.
            while true {
                var d = random(curve.coordinateSize)
                if curve == .p521 { d[0] &= 1 }
                if let key = try? PrivateKey(curve: curve, d: d) { return key }
            }
        case .ed25519: return try PrivateKey(ed25519Seed: random(32))
        }
    }

    private static func generateRSA(bits: Int) throws(CryptoError) -> RSAPrivateNumbers {
        guard (1024...8192).contains(bits) else {
            throw CryptoError("generate a key", "an RSA key has 1024 to 8192 bits")
        }
        let context = try check(EVP_PKEY_CTX_new_from_name(nil, "RSA", nil), "generate a key")
        defer { EVP_PKEY_CTX_free(context) }
        try check(EVP_PKEY_keygen_init(context), "generate a key")
        try check(EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)), "generate a key")
        var pointer: OpaquePointer?
        try check(EVP_PKEY_generate(context, &pointer), "generate a key")
        let key = Key(try check(pointer, "generate a key"))
        return RSAPrivateNumbers(
            modulus: try key.number("n"), publicExponent: try key.number("e"), privateExponent: try key.number("d"),
            primes: .init(
                p: try key.number("rsa-factor1"), q: try key.number("rsa-factor2"),
                dp: try key.number("rsa-exponent1"), dq: try key.number("rsa-exponent2"),
                qInverse: try key.number("rsa-coefficient1")))
    }
}

extension Key {
    /// A number of the key by OpenSSL's name for it.
    fileprivate func number(_ name: String) throws(CryptoError) -> [UInt8] {
        var number: OpaquePointer?
        try check(EVP_PKEY_get_bn_param(pointer, name, &number), "read a number of a key")
        defer { BN_clear_free(number) }
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(number) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return bytes
    }
}
