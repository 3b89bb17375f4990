import COpenSSL

enum OpenSSL {
    /// Made once, before random bytes are asked for: OpenSSL's are the system's from then on. Its own generator takes a
    /// millisecond to set up, for the first signature of each process.
    static let takesRandomBytesOfSystem: Void = shim_use_random_bytes_of_system()
}
