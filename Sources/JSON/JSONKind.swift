/// What a JSON value is, without its content.
public enum JSONKind: String, Hashable, Sendable {
    case null, bool, number, string, array, object
}

extension JSONValue {
    /// What this value is.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension JSONReader {
    /// What the first value of a body is, by its first byte; nil when no value begins there.
    ///
    /// Jackson refuses a body of the wrong kind before it meets a later fault of grammar (recording: bad_input 129).
    public static func kind(ofFirstValueIn bytes: [UInt8]) -> JSONKind? {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let first = marked.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        switch first {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: return nil
        }
    }
}
