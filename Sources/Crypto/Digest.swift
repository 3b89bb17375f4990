import COpenSSL

/// A hash function.
public enum Digest: String, Sendable, CaseIterable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"

    /// How many bytes it gives.
    public var size: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The digest of some bytes.
    public func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of some bytes.
    public func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { target, count in
            let code = EVP_Digest(bytes.baseAddress, bytes.count, target.baseAddress, nil, method, nil)
            precondition(code == 1, "a digest fails only when memory has run out")
            count = size
        }
    }

    /// OpenSSL's method, fetched once: an unfetched one is looked up again by every call that uses it.
    var method: OpaquePointer? {
        switch self {
        case .md5: FetchedDigest.md5.pointer
        case .sha1: FetchedDigest.sha1.pointer
        case .sha256: FetchedDigest.sha256.pointer
        case .sha384: FetchedDigest.sha384.pointer
        case .sha512: FetchedDigest.sha512.pointer
        }
    }
}

/// An `EVP_MD` that lives as long as the process.
private final class FetchedDigest: @unchecked Sendable {  // an EVP_MD never changes once it is fetched
    static let md5 = FetchedDigest(.md5)
    static let sha1 = FetchedDigest(.sha1)
    static let sha256 = FetchedDigest(.sha256)
    static let sha384 = FetchedDigest(.sha384)
    static let sha512 = FetchedDigest(.sha512)

    let pointer: OpaquePointer?

    private init(_ digest: Digest) {
        pointer = EVP_MD_fetch(nil, digest.rawValue, nil)
    }

    deinit { EVP_MD_free(pointer) }
}
