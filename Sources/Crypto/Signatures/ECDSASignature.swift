/// The two numbers of an ECDSA signature, neither of them zero: JOSE sets them side by side (RFC 7518 section 3.4),
/// OpenSSL and certificates wrap them in DER (RFC 3279 section 2.2.3).
struct ECDSASignature {
    private let r, s: [UInt8]

    init?(der: ArraySlice<UInt8>) {
        var reader = DERReader(der)
        guard var numbers = reader.sequence(), reader.isAtEnd, let r = numbers.unsignedInteger(),
            let s = numbers.unsignedInteger(), numbers.isAtEnd, !r.isEmpty, !s.isEmpty
        else { return nil }
        self.r = r
        self.s = s
    }

    init?(raw: [UInt8]) {
        guard raw.count % 2 == 0 else { return nil }
        r = Array(raw[..<(raw.count / 2)]).withoutLeadingZeros
        s = Array(raw[(raw.count / 2)...]).withoutLeadingZeros
        guard !r.isEmpty, !s.isEmpty else { return nil }
    }

    var der: [UInt8] { DER.sequence(DER.integer(r), DER.integer(s)) }

    /// Both numbers with the size of a coordinate.
    func raw(size: Int) -> [UInt8]? {
        guard let r = r.padded(to: size), let s = s.padded(to: size) else { return nil }
        return r + s
    }
}
