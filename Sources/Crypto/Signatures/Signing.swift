import COpenSSL

extension PrivateKey {
    /// How many bytes a signature of this key has.
    public var signatureSize: Int { publicKey.signatureSize }

    /// Signs a message. Elliptic-curve signatures are the two numbers side by side (RFC 7518 section 3.4).
    public func sign(_ message: [UInt8], _ scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: signatureSize)
        let result = message.withUnsafeBytes { message in
            signature.withUnsafeMutableBytes { target in sign(message, scheme, into: target) }
        }
        try result.get()
        return signature
    }

    /// Signs a message into memory that has room for `signatureSize` bytes.
    public func sign(
        _ message: UnsafeRawBufferPointer, _ scheme: SignatureScheme, into target: UnsafeMutableRawBufferPointer
    ) -> Result<Void, CryptoError> {
        Result { () throws(CryptoError) in
            guard scheme.fits(kind) else { throw CryptoError("sign", "\(scheme) needs another kind of key") }
            guard target.count >= signatureSize, let out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
            else { throw CryptoError("sign", "no room for the signature") }
            guard let digest = scheme.digest else { return try signEdDSA(message, into: out) }
            let hash = digest.hash(message)
            guard case .ec(let curve) = kind else {
                var count = target.count
                let context = try key.context(for: .sign(scheme))
                try check(EVP_PKEY_sign(context.pointer, out, &count, hash, hash.count), "sign")
                guard count == signatureSize else { throw CryptoError("sign", "a signature of another size") }
                return
            }
            let signature = try signECDSA(hash, scheme, curve)
            target.copyBytes(from: signature)
        }
    }

    private func signECDSA(_ hash: [UInt8], _ scheme: SignatureScheme, _ curve: Curve) throws(CryptoError) -> [UInt8] {
        let context = try key.context(for: .sign(scheme))
        var encoded = [UInt8](repeating: 0, count: 2 * curve.coordinateSize + 16)
        var count = encoded.count
        try check(EVP_PKEY_sign(context.pointer, &encoded, &count, hash, hash.count), "sign")
        guard let raw = ECDSASignature.raw(der: encoded[..<count], size: curve.coordinateSize) else {
            throw CryptoError("sign", "a signature of another form")
        }
        return raw
    }

    private func signEdDSA(
        _ message: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError) {
        let context = try check(EVP_MD_CTX_new(), "sign")
        defer { EVP_MD_CTX_free(context) }
        try check(EVP_DigestSignInit(context, nil, nil, nil, key.pointer), "sign")
        var count = signatureSize
        let bytes = message.assumingMemoryBound(to: UInt8.self)
        try check(EVP_DigestSign(context, out, &count, bytes.baseAddress, bytes.count), "sign")
    }
}
