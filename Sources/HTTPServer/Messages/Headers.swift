/// The header fields of a message, in the order in which they came. One buffer holds them all and a field is four
/// offsets into it, so that a request costs two allocations however many fields it has.
public struct Headers: Sendable {
    struct Field: Sendable {
        let nameStart: UInt32
        let nameEnd: UInt32
        let valueStart: UInt32
        let valueEnd: UInt32
    }

    private let bytes: [UInt8]
    private let fields: [Field]

    /// Fields that lie in `bytes`; every offset must be one of its own.
    init(bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// Fields from names and values.
    public init(_ pairs: [(String, String)] = []) {
        var bytes: [UInt8] = []
        var fields: [Field] = []
        for (name, value) in pairs {
            let start = UInt32(clamping: bytes.count)
            bytes += name.utf8
            let middle = UInt32(clamping: bytes.count)
            bytes += value.utf8
            let end = UInt32(clamping: bytes.count)
            fields.append(Field(nameStart: start, nameEnd: middle, valueStart: middle, valueEnd: end))
        }
        self.init(bytes: bytes, fields: fields)
    }

    /// How many fields there are.
    public var count: Int { fields.count }

    /// The value of the first field of this name, whose case does not matter (RFC 9110 section 5.1).
    public subscript(name: String) -> String? {
        for field in fields where isNamed(field, name) { return text(field.valueStart, field.valueEnd) }
        return nil
    }

    /// The values of all fields of this name.
    public func all(_ name: String) -> [String] {
        fields.filter { isNamed($0, name) }.map { text($0.valueStart, $0.valueEnd) }
    }

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        let wanted = name.utf8
        guard wanted.count == Int(field.nameEnd - field.nameStart) else { return false }
        var index = Int(field.nameStart)
        for byte in wanted {
            if lowercased(bytes[index]) != lowercased(byte) { return false }
            index += 1
        }
        return true
    }

    private func text(_ start: UInt32, _ end: UInt32) -> String {
        String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
    }
}

extension Headers: Sequence {
    /// Goes through the fields in their order.
    public struct Iterator: IteratorProtocol {
        let headers: Headers
        private var position = 0

        init(_ headers: Headers) { self.headers = headers }

        /// The next field.
        public mutating func next() -> (name: String, value: String)? {
            guard position < headers.fields.count else { return nil }
            let field = headers.fields[position]
            position += 1
            return (
                headers.text(field.nameStart, field.nameEnd), headers.text(field.valueStart, field.valueEnd)
            )
        }
    }

    /// The fields as names and values.
    public func makeIterator() -> Iterator { Iterator(self) }
}

/// ASCII letters in lower case, every other byte as it is.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
