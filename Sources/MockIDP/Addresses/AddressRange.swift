#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The header fields by which a proxy tells what the client asked for.
public enum ProxyHeaders: Sendable, Equatable {
    /// `Forwarded` (RFC 7239).
    case forwarded
    /// `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`.
    case xForwarded
}

/// An IP address, or a range of them in CIDR notation (RFC 4632).
public struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let prefix: Int

    /// `10.0.0.0/8`, `::1`, `192.168.1.7`.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(String(parts[0])) else { return nil }
        self.bytes = bytes
        guard parts.count == 2 else {
            prefix = bytes.count * 8
            return
        }
        guard let prefix = Int(parts[1]), (0...bytes.count * 8).contains(prefix) else { return nil }
        self.prefix = prefix
    }

    /// Whether an address is in the range.
    func contains(_ address: String) -> Bool {
        let plain = address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst(7)) : address
        guard let other = Self.bytes(plain), other.count == bytes.count else { return false }
        let whole = prefix / 8
        guard other[..<whole] == bytes[..<whole] else { return false }
        let rest = prefix % 8
        return rest == 0 || (other[whole] ^ bytes[whole]) >> UInt8(8 - rest) == 0
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
