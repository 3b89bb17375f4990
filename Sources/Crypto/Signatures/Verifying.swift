import COpenSSL

extension PublicKey {
    /// How many bytes a signature of this key has.
    public var signatureSize: Int {
        switch kind {
        case .rsa(let bits): (bits + 7) / 8
        case .ec(let curve): 2 * curve.coordinateSize
        case .ed25519: 64
        }
    }

    /// Whether a signature is this key's for a message. Whatever is wrong, a misfitting key included, is false.
    public func verify(_ signature: [UInt8], of message: [UInt8], _ scheme: SignatureScheme) -> Bool {
        message.withUnsafeBytes { verify(signature, of: $0, scheme) }
    }

    /// Whether a signature is this key's for a message. Whatever is wrong, a misfitting key included, is false.
    public func verify(_ signature: [UInt8], of message: UnsafeRawBufferPointer, _ scheme: SignatureScheme) -> Bool {
        // A leading zero taken off or put on makes another signature text of the same number; both are refused here.
        guard scheme.fits(kind), signature.count == signatureSize else { return false }
        guard let digest = scheme.digest else { return verifyEdDSA(signature, of: message) }
        var encoded = signature
        switch kind {
        case .rsa(let bits) where bits < 1024: return false
        case .ec:
            guard let der = ECDSASignature.der(raw: signature) else { return false }
            encoded = der
        default: break
        }
        let hash = digest.hash(message)
        guard let context = try? key.context(for: .verify(scheme)) else { return false }
        defer { ERR_clear_error() }  // what a bad signature leaves there would be read as a TLS failure later
        return EVP_PKEY_verify(context.pointer, encoded, encoded.count, hash, hash.count) == 1
    }

    private func verifyEdDSA(_ signature: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        let bytes = message.assumingMemoryBound(to: UInt8.self)
        return EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, bytes.baseAddress, bytes.count) == 1
    }
}
