import COpenSSL

extension RSAPrivateNumbers {
    /// The key of two primes: all other numbers follow from them and the public exponent (RFC 8017 section 3.2).
    ///
    /// This takes a hundredth of the time that it takes to find the primes.
    public init(p: [UInt8], q: [UInt8], publicExponent: [UInt8] = [1, 0, 1]) throws(CryptoError) {
        let numbers = try BigNumbers()
        let (p, q, e) = (try BigNumber(p), try BigNumber(q), try BigNumber(publicExponent))
        let (pLess, qLess) = (try p.lessOne(), try q.lessOne())
        // Any inverse of e will do. The smallest, that modulo the least common multiple, takes four times as long to find.
        let d = try numbers.inverse(e, modulo: numbers.product(pLess, qLess))
        self.init(
            modulus: try numbers.product(p, q).bytes, publicExponent: e.bytes, privateExponent: d.bytes,
            primes: Primes(
                p: p.bytes, q: q.bytes, dp: try numbers.remainder(d, pLess).bytes,
                dq: try numbers.remainder(d, qLess).bytes, qInverse: try numbers.inverse(q, modulo: p).bytes))
    }

    /// Whether the numbers belong together, which OpenSSL finds out only when it signs with them. Whether the primes are
    /// prime is left open: looking takes longer than signing.
    func isConsistent() throws(CryptoError) -> Bool {
        guard let primes else { return true }
        let numbers = try BigNumbers()
        let (p, q, d) = (try BigNumber(primes.p), try BigNumber(primes.q), try BigNumber(privateExponent))
        let (e, dp, dq) = (try BigNumber(publicExponent), try BigNumber(primes.dp), try BigNumber(primes.dq))
        guard p.bytes.bitWidth > 1, q.bytes.bitWidth > 1, p.isOdd, q.isOdd,
            try numbers.product(p, q).bytes == modulus.withoutLeadingZeros
        else { return false }
        let (pLess, qLess) = (try p.lessOne(), try q.lessOne())
        guard try numbers.remainder(d, pLess) == dp, try numbers.remainder(d, qLess) == dq,
            try numbers.remainder(numbers.product(dp, e), pLess).isOne,
            try numbers.remainder(numbers.product(dq, e), qLess).isOne
        else { return false }
        return try numbers.remainder(numbers.product(BigNumber(primes.qInverse), q), p).isOne
    }
}

/// Arithmetic with big numbers: OpenSSL's, and the memory it works in.
private final class BigNumbers {
    private let context: OpaquePointer

    init() throws(CryptoError) { context = try check(BN_CTX_new(), "compute a key") }

    deinit { BN_CTX_free(context) }

    func product(_ a: BigNumber, _ b: BigNumber) throws(CryptoError) -> BigNumber {
        try made { BN_mul($0, a.pointer, b.pointer, context) }
    }

    func remainder(_ a: BigNumber, _ b: BigNumber) throws(CryptoError) -> BigNumber {
        try made { BN_div(nil, $0, a.pointer, b.pointer, context) }
    }

    func inverse(_ a: BigNumber, modulo b: BigNumber) throws(CryptoError) -> BigNumber {
        try made { BN_mod_inverse($0, a.pointer, b.pointer, context) == nil ? 0 : 1 }
    }

    private func made(_ compute: (OpaquePointer) -> Int32) throws(CryptoError) -> BigNumber {
        let result = try BigNumber([])
        try check(compute(result.pointer), "compute a key")
        return result
    }
}

extension BigNumber: Equatable {
    static func == (a: BigNumber, b: BigNumber) -> Bool { BN_cmp(a.pointer, b.pointer) == 0 }

    /// Big-endian, without leading zeros.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(pointer) + 7) / 8)
        BN_bn2bin(pointer, &bytes)
        return bytes
    }

    fileprivate var isOdd: Bool { BN_is_odd(pointer) == 1 }
    fileprivate var isOne: Bool { BN_is_one(pointer) == 1 }

    fileprivate func lessOne() throws(CryptoError) -> BigNumber {
        let result = try BigNumber(bytes)
        try check(BN_sub_word(result.pointer, 1), "compute a key")
        return result
    }
}
