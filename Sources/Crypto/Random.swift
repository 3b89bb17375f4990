import COpenSSL
import Synchronization

/// Random bytes fit for keys and secrets.
public enum Random {
    private static let reserve = Mutex<ArraySlice<UInt8>>([])

    /// So many random bytes. A few are taken from a reserve that is filled in larger pieces: each token needs some.
    public static func bytes(_ count: Int) -> [UInt8] {
        guard count <= 64 else { return fresh(count) }
        return reserve.withLock { reserve in
            if reserve.count < count { reserve = fresh(2048)[...] }
            let bytes = Array(reserve.prefix(max(0, count)))
            reserve = reserve.dropFirst(bytes.count)
            return bytes
        }
    }

    private static func fresh(_ count: Int) -> [UInt8] {
        OpenSSL.takesRandomBytesOfSystem
        return [UInt8](unsafeUninitializedCapacity: max(0, count)) { bytes, filled in
            filled = bytes.count
            precondition(shim_random(bytes.baseAddress, bytes.count) == 1, "the system has no random bytes")
        }
    }
}
