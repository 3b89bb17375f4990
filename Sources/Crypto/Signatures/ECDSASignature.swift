import COpenSSL

/// The two numbers of an ECDSA signature: JOSE sets them side by side, each as long as a coordinate (RFC 7518 section 3.4),
/// OpenSSL and certificates wrap them in DER (RFC 3279 section 2.2.3).
enum ECDSASignature {
    static func der(raw: [UInt8]) -> [UInt8]? {
        guard let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let size = raw.count / 2
        let (r, s) = (BN_bin2bn(raw, Int32(size), nil), BN_bin2bn(Array(raw[size...]), Int32(raw.count - size), nil))
        guard ECDSA_SIG_set0(signature, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        return encoded(signature, i2d_ECDSA_SIG)
    }

    static func raw(der: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        let signature = der.withUnsafeBufferPointer { bytes in
            var place = bytes.baseAddress
            return d2i_ECDSA_SIG(nil, &place, bytes.count)
        }
        guard let signature else { return nil }
        defer { ECDSA_SIG_free(signature) }
        var (r, s) = ([UInt8](repeating: 0, count: size), [UInt8](repeating: 0, count: size))
        guard BN_bn2binpad(ECDSA_SIG_get0_r(signature), &r, Int32(size)) == size,
            BN_bn2binpad(ECDSA_SIG_get0_s(signature), &s, Int32(size)) == size
        else { return nil }
        return r + s
    }
}
