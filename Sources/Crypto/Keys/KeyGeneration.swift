import COpenSSL

extension PrivateKey {
    /// What to generate.
    public enum Specification: Sendable, Hashable {
        case rsa(bits: Int)
        case ec(Curve)
        case ed25519
    }

    /// A new key, which follows from the random bytes alone. An RSA key of 2048 bits takes some hundred milliseconds: not for
    /// a loop's thread.
    ///
    /// - Parameter random: where random bytes come from.
    public static func generate(
        _ specification: Specification, random: (Int) -> [UInt8] = Random.bytes
    ) throws(CryptoError) -> PrivateKey {
        switch specification {
        case .rsa(let bits): return try PrivateKey(rsa: RSAPrivateNumbers(bits: bits, random: random))
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
}

extension RSAPrivateNumbers {
    /// The numbers of a new key, which follow from the random bytes alone.
    ///
    /// - Parameter random: where random bytes come from.
    public init(bits: Int, random: (Int) -> [UInt8]) throws(CryptoError) {
        guard (1024...8192).contains(bits) else {
            throw CryptoError("generate a key", "an RSA key has 1024 to 8192 bits")
        }
        let p = try BigNumber.prime(bits: (bits + 1) / 2, random)
        let q = try BigNumber.prime(bits: bits / 2, otherThan: p, random)
        try self.init(p: p.bytes, q: q.bytes)
    }
}

extension BigNumber {
    /// The first prime from a random number on. Its two highest bits are set, so that the product of two such primes has
    /// twice as many bits; less one it has no factor in common with the public exponent 65537 (FIPS 186-5 appendix A.1.3).
    fileprivate static func prime(
        bits: Int, otherThan other: BigNumber? = nil, _ random: (Int) -> [UInt8]
    ) throws(CryptoError) -> BigNumber {
        let context = try check(BN_CTX_new(), "generate a key")
        defer { BN_CTX_free(context) }
        while true {
            let number = try BigNumber(random((bits + 7) / 8))
            BN_mask_bits(number.pointer, Int32(bits))  // fails when there is nothing to cut off
            for bit in [bits - 1, bits - 2, 0] { try check(BN_set_bit(number.pointer, Int32(bit)), "generate a key") }
            while BN_num_bits(number.pointer) == bits {
                let isPrime =
                    BN_mod_word(number.pointer, 65537) != 1 && number != other
                    ? BN_check_prime(number.pointer, context, nil) : 0
                if isPrime == 1 { return number }
                guard isPrime == 0 else { throw CryptoError(fromQueue: "generate a key") }
                try check(BN_add_word(number.pointer, 2), "generate a key")
            }
        }
    }
}
