import COpenSSL

/// What became of an attempt to move bytes through a connection that never blocks.
public enum Transfer: Sendable, Equatable {
    /// So many bytes, at least one, were moved.
    case moved(Int)
    /// Nothing goes before the socket can be read.
    case awaitsReading
    /// Nothing goes before the socket can be written to.
    case awaitsWriting
    /// The other side has ended the connection, or it is broken.
    case ended
}

/// A server's side of one TLS connection on a socket that does not block. Used by one thread at a time.
public final class TLSConnection {
    private let ssl: OpaquePointer

    /// Awaits a client's handshake on this socket, which stays its owner's to close.
    public init(accepting descriptor: Int32, _ context: TLSContext) throws(CryptoError) {
        ssl = try context.makeServerSSL()
        // From here on deinit frees it, also when this throws.
        try check(SSL_set_fd(ssl, descriptor), "use a socket for TLS")
    }

    deinit { SSL_free(ssl) }

    /// Takes what has come. A buffer of 16 KB or more empties a whole record, so that nothing waits unseen in OpenSSL.
    public func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        ERR_clear_error()
        return transfer(SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count)))
    }

    /// Sends the beginning of these bytes, as much as the socket has room for.
    public func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        ERR_clear_error()
        return transfer(SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count)))
    }

    /// Says that nothing more is sent (`close_notify`).
    public func sayGoodbye() {
        ERR_clear_error()
        if SSL_is_init_finished(ssl) == 1 { SSL_shutdown(ssl) }
        ERR_clear_error()
    }

    /// The certificate that the client showed, in DER.
    public var peerCertificate: [UInt8]? { TLSContext.peerCertificate(of: ssl) }

    private func transfer(_ result: Int32) -> Transfer {
        if result > 0 { return .moved(Int(result)) }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: return .awaitsReading
        case SSL_ERROR_WANT_WRITE: return .awaitsWriting
        default: return .ended
        }
    }
}
