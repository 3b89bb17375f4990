import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of one connection, through TLS or as they are. Nothing here waits.
struct Stream {
    let descriptor: Int32
    private let tls: TLSConnection?

    /// Takes a socket over; it is closed when this throws.
    init(_ descriptor: Int32, _ context: TLSContext?) throws(CryptoError) {
        self.descriptor = descriptor
        do {
            tls = try context.map { context throws(CryptoError) in try TLSConnection(accepting: descriptor, context) }
        } catch {
            Self.end(descriptor)
            throw error
        }
    }

    /// About how many bytes it holds beside the connection's own.
    var weight: Int { tls == nil ? 0 : 1 << 13 }

    /// The certificate that the client showed, in DER.
    var clientCertificate: [UInt8]? { tls?.peerCertificate }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        if let tls { return tls.read(into: buffer) }
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 { return .moved(count) }
        return count < 0 && isWaiting ? .awaitsReading : .ended
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        if let tls { return tls.write(bytes) }
        let count = send(descriptor, bytes.baseAddress, bytes.count, 0)
        if count > 0 { return .moved(count) }
        return count < 0 && isWaiting ? .awaitsWriting : .ended
    }

    /// Says that nothing more is sent; reading goes on.
    func finish() {
        tls?.sayGoodbye()
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func close() {
        tls?.sayGoodbye()
        Self.end(descriptor)
    }

    private var isWaiting: Bool { errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR }

    private static func end(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }
}
