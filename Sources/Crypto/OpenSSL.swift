import COpenSSL

/// How OpenSSL is set up, once, before it is used.
///
/// It reads no configuration: what a machine has in its `openssl.cnf` is neither waited for nor followed. Its random bytes
/// are the system's: its own generator takes a millisecond to set up, for the first signature of each process.
enum OpenSSL {
    static let isReady: Void = {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
        shim_use_random_bytes_of_system()
    }()
}
