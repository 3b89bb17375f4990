/// Writes the few ASN.1 types that keys are made of (X.690, distinguished encoding).
enum DER {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var bytes = [tag]
        bytes.reserveCapacity(content.count + 6)
        if content.count < 128 {
            bytes.append(UInt8(content.count))
        } else {
            let size = bigEndian(content.count)
            bytes.append(0x80 | UInt8(size.count))
            bytes += size
        }
        return bytes + content
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }
    static func octetString(_ bytes: [UInt8]) -> [UInt8] { element(0x04, bytes) }
    static func bitString(_ bytes: [UInt8]) -> [UInt8] { element(0x03, [0] + bytes) }
    /// A context tag around other elements, such as `[0]`.
    static func tagged(_ number: UInt8, _ content: [UInt8]) -> [UInt8] { element(0xA0 | number, content) }
    static let null: [UInt8] = [0x05, 0x00]

    /// A number of any size that is not negative, in big-endian bytes.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        guard let first = digits.first else { return [0x02, 1, 0] }
        return element(0x02, first < 128 ? digits : [0] + digits)
    }

    static func integer(_ value: Int) -> [UInt8] { integer(bigEndian(max(0, value))) }

    /// The bytes of a number that is not negative, without leading zeros.
    static func bigEndian(_ value: Int) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0.drop { $0 == 0 }) }
    }

    /// Object identifiers, with their tag and length.
    enum Identifier {
        static let rsaEncryption: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]
        static let ecPublicKey: [UInt8] = [0x06, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]
        static let p256: [UInt8] = [0x06, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]
        static let p384: [UInt8] = [0x06, 5, 0x2B, 0x81, 0x04, 0x00, 0x22]
        static let p521: [UInt8] = [0x06, 5, 0x2B, 0x81, 0x04, 0x00, 0x23]
        static let ed25519: [UInt8] = [0x06, 3, 0x2B, 0x65, 0x70]
    }
}
