import Crypto

extension JWS {
    /// Signs a payload under a header that is ready-made JSON. The header's `alg` is the caller's to get right.
    public static func sign(
        header: [UInt8], payload: [UInt8], _ algorithm: Algorithm, key: SigningKey
    ) throws(JOSEError) -> [UInt8] {
        try sign(headerPart: headerPart(header), payload: payload, algorithm, key: key)
    }

    /// Signs a payload under a header that is encoded already, its dot included. Everything is written once, into the
    /// bytes that are returned.
    public static func sign(
        headerPart: [UInt8], payload: [UInt8], _ algorithm: Algorithm, key: SigningKey
    ) throws(JOSEError) -> [UInt8] {
        let signatureSize = try size(of: algorithm, key)
        let inputCount = headerPart.count + Base64.urlEncodedCount(payload.count)
        let count = inputCount + 1 + Base64.urlEncodedCount(signatureSize)
        var failure: CryptoError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, written in
            _ = target.update(fromContentsOf: headerPart)
            payload.withUnsafeBytes { payload in
                let place = UnsafeMutableBufferPointer(rebasing: target[headerPart.count..<inputCount])
                _ = Base64.urlEncode(payload, into: place)
            }
            let input = UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[..<inputCount]))
            withUnsafeTemporaryAllocation(byteCount: signatureSize, alignment: 8) { signature in
                switch write(algorithm, key, input, into: signature) {
                case .failure(let error): failure = error
                case .success:
                    target[inputCount] = UInt8(ascii: ".")
                    let place = UnsafeMutableBufferPointer(rebasing: target[(inputCount + 1)..<count])
                    _ = Base64.urlEncode(UnsafeRawBufferPointer(signature), into: place)
                    written = count
                }
            }
        }
        if let failure { throw .signing(failure) }
        return bytes
    }

    private static func size(of algorithm: Algorithm, _ key: SigningKey) throws(JOSEError) -> Int {
        switch (key, algorithm.scheme) {
        case (.privateKey(let key), let scheme?) where scheme.fits(key.kind): return key.signatureSize
        case (.secret(let secret), nil) where !secret.isEmpty: return algorithm.digest?.size ?? 0
        default: throw .signing(CryptoError("sign", "\(algorithm.rawValue) needs another kind of key"))
        }
    }

    private static func write(
        _ algorithm: Algorithm, _ key: SigningKey, _ input: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer
    ) -> Result<Void, CryptoError> {
        switch (key, algorithm.scheme, algorithm.digest) {
        case (.privateKey(let key), let scheme?, _): return key.sign(input, scheme, into: target)
        case (.secret(let secret), nil, let digest?):
            target.copyBytes(from: hmac(digest, key: secret, input))
            return .success(())
        default: return .failure(CryptoError("sign", "\(algorithm.rawValue) needs another kind of key"))
        }
    }
}
