import COpenSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What OpenSSL or argon2 refused, and why.
public struct CryptoError: Error, Hashable, CustomStringConvertible {
    /// What was being done, such as "sign".
    public let operation: String
    /// The library's own sentence, or ours where the library was never asked.
    public let reason: String

    /// An error with a reason of our own.
    public init(_ operation: String, _ reason: String) {
        self.operation = operation
        self.reason = reason
    }

    /// Takes the reason from OpenSSL's error queue of this thread and leaves that queue empty: what stays in it would
    /// be read as the failure of a later TLS call.
    init(fromQueue operation: String) {
        let code = ERR_get_error()
        let isOfSystem = code & 0x8000_0000 != 0  // then the rest of it is errno (ERR_SYSTEM_ERROR, a macro)
        let reason =
            isOfSystem
            ? strerror(Int32(truncatingIfNeeded: code & 0x7FFF_FFFF)).map { String(cString: $0) }
            : ERR_reason_error_string(code).map { String(cString: $0) }
        ERR_clear_error()
        self.init(operation, reason ?? "unknown reason (\(code))")
    }

    /// The same with a sentence of ours where the library's is one of these.
    func explained(_ sentences: [String: String]) -> CryptoError {
        CryptoError(operation, sentences[reason] ?? reason)
    }

    /// The operation and the reason in one line.
    public var description: String { "\(operation): \(reason)" }
}

/// Every return code of OpenSSL goes through here: 1 and above is success, everything else an error.
@discardableResult
func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(CryptoError) -> Int32 {
    guard code > 0 else { throw CryptoError(fromQueue: operation()) }
    return code
}

/// Every pointer that OpenSSL makes goes through here.
func check(_ pointer: OpaquePointer?, _ operation: @autoclosure () -> String) throws(CryptoError) -> OpaquePointer {
    guard let pointer else { throw CryptoError(fromQueue: operation()) }
    return pointer
}

/// What one of OpenSSL's functions named `i2d_…` writes of a thing.
func encoded(
    _ pointer: OpaquePointer?,
    _ write: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) -> [UInt8]? {
    guard let pointer else { return nil }
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = write(pointer, &bytes)
    guard count > 0, let bytes else { return nil }
    defer { CRYPTO_free(bytes, nil, 0) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
}
