import COpenSSL

/// Random bytes fit for keys and secrets.
public enum Random {
    /// So many random bytes.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        guard RAND_bytes(&bytes, Int32(clamping: bytes.count)) == 1, bytes.count <= Int(Int32.max) else {
            ERR_clear_error()
            var system = SystemRandomNumberGenerator()
            for index in bytes.indices { bytes[index] = system.next() }
            return bytes
        }
        return bytes
    }
}
