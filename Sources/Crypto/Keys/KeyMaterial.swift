/// The numbers of an RSA key (RFC 8017 section 3.2), each in big-endian bytes without leading zeros.
public struct RSAPrivateNumbers: Sendable, Hashable {
    public var modulus, publicExponent, privateExponent: [UInt8]
    /// The primes and what follows from them; without it a key signs at a quarter of the speed.
    public var primes: Primes?

    /// The two primes, the exponents modulo each of them less one, and the coefficient.
    public struct Primes: Sendable, Hashable {
        public var p, q, dp, dq, qInverse: [UInt8]

        /// The five numbers in the order of RFC 8017.
        public init(p: [UInt8], q: [UInt8], dp: [UInt8], dq: [UInt8], qInverse: [UInt8]) {
            self.p = p
            self.q = q
            self.dp = dp
            self.dq = dq
            self.qInverse = qInverse
        }
    }

    /// A key from its numbers.
    public init(modulus: [UInt8], publicExponent: [UInt8], privateExponent: [UInt8], primes: Primes?) {
        self.modulus = modulus
        self.publicExponent = publicExponent
        self.privateExponent = privateExponent
        self.primes = primes
    }
}

/// What a public key is made of.
enum PublicMaterial: Sendable, Hashable {
    case rsa(modulus: [UInt8], exponent: [UInt8])
    case ec(Curve, x: [UInt8], y: [UInt8])
    case ed25519([UInt8])
}

/// What a private key is made of.
enum PrivateMaterial: Sendable, Hashable {
    case rsa(RSAPrivateNumbers)
    case ec(Curve, d: [UInt8], x: [UInt8], y: [UInt8])
    case ed25519(seed: [UInt8])
}

extension [UInt8] {
    /// The number without its leading zeros.
    var withoutLeadingZeros: [UInt8] { first == 0 ? Array(drop { $0 == 0 }) : self }

    /// The number with zeros before it, so that it has this size; nil when it has more digits.
    func padded(to size: Int) -> [UInt8]? {
        let digits = withoutLeadingZeros
        guard digits.count <= size else { return nil }
        return [UInt8](repeating: 0, count: size - digits.count) + digits
    }

    /// How many bits the number has.
    var bitWidth: Int {
        let digits = withoutLeadingZeros
        guard let first = digits.first else { return 0 }
        return digits.count * 8 - first.leadingZeroBitCount
    }
}
