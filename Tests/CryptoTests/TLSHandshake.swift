import COpenSSL
import Crypto

/// A handshake of two contexts in memory, without sockets.
struct TLSHandshake {
    /// Whether both sides came to an end of it.
    let isComplete: Bool
    /// What the client showed.
    let clientCertificate: [UInt8]?

    init(client: TLSContext, host: String, server: TLSContext) throws {
        let clientSide = try client.makeClientSSL(host: host)
        let serverSide = try server.makeServerSSL()
        defer {
            SSL_free(clientSide)
            SSL_free(serverSide)
            ERR_clear_error()
        }
        var clientEnd: OpaquePointer?
        var serverEnd: OpaquePointer?
        BIO_new_bio_pair(&clientEnd, 0, &serverEnd, 0)
        SSL_set_bio(clientSide, clientEnd, clientEnd)
        SSL_set_bio(serverSide, serverEnd, serverEnd)
        var isComplete = false
        for _ in 0..<20 where !isComplete {
            let clientResult = SSL_do_handshake(clientSide)
            let serverResult = SSL_do_handshake(serverSide)
            isComplete = clientResult == 1 && serverResult == 1
        }
        self.isComplete = isComplete
        clientCertificate = isComplete ? TLSContext.peerCertificate(of: serverSide) : nil
    }
}
