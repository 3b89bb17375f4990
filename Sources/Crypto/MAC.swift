import COpenSSL

/// The HMAC of a message (RFC 2104).
public func hmac(_ digest: Digest, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    message.withUnsafeBytes { hmac(digest, key: key, $0) }
}

/// The HMAC of a message (RFC 2104).
public func hmac(_ digest: Digest, key: [UInt8], _ message: UnsafeRawBufferPointer) -> [UInt8] {
    // A key longer than a block counts as its hash (RFC 2104 section 2); so a length never exceeds what C's int holds.
    let shortKey = key.count > 128 ? digest.hash(key) : key
    return [UInt8](unsafeUninitializedCapacity: digest.size) { target, count in
        let bytes = message.bindMemory(to: UInt8.self)
        let result = HMAC(
            digest.method, shortKey, Int32(shortKey.count), bytes.baseAddress, bytes.count, target.baseAddress, nil)
        precondition(result != nil, "an HMAC fails only when memory has run out")
        count = digest.size
    }
}

/// Whether two values are the same, in a time that depends on their length alone.
public func constantTimeEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.count == second.count && CRYPTO_memcmp(first, second, first.count) == 0
}
