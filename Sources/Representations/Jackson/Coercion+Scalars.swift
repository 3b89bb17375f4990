import JSON

/// Single values, as Jackson's deserializers of `Boolean`, `Integer`, `Long`, `String` and enums take them.
extension Coercion {
    /// Numbers are true unless 0; texts in three spellings each; an empty text is no value.
    static func bool(_ value: JSONValue) throws(Failure) -> JSONValue {
        switch value {
        case .number(let number) where !number.isFraction: return .bool(number.text != "0")
        case .string(let text):
            switch trimmed(text) {
            case "": return .null
            case "null": return .null
            case "true", "TRUE", "True": return .bool(true)
            case "false", "FALSE", "False": return .bool(false)
            default: throw .mismatch
            }
        default: throw .mismatch
        }
    }

    /// Fractions are cut off; texts must be whole numbers; an empty text is no value; nil where nothing changes.
    static func integer(_ value: JSONValue, _ range: ClosedRange<Int>) throws(Failure) -> JSONValue? {
        switch value {
        case .number(let number) where number.isFraction:
            // Within these bounds the conversion, which cuts the fraction off, does not trap.
            guard abs(number.double) < 0x1p63 else { throw .outOfRange }
            let integer = Int(number.double)
            guard range.contains(integer) else { throw .outOfRange }
            return JSONValue(integer)
        case .number(let number):
            guard let integer = number.int, range.contains(integer) else { throw .outOfRange }
            return number.text == "-0" ? JSONValue(0) : Optional.none
        case .string(let text):
            let digits = trimmed(text)
            if digits.isEmpty || digits == "null" { return .null }
            guard let integer = Int(digits), range.contains(integer) else { throw .mismatch }
            return JSONValue(integer)
        default: throw .mismatch
        }
    }

    /// Numbers keep the text they were written in.
    static func string(_ value: JSONValue) throws(Failure) -> JSONValue {
        switch value {
        case .bool(let truth): .string(truth ? "true" : "false")
        case .number(let number): .string(number.text)
        default: throw .mismatch
        }
    }

    /// A name, or its place in the list; nil where nothing changes.
    static func choice(_ value: JSONValue, of names: [String]) throws(Failure) -> JSONValue? {
        switch value {
        case .string(let text) where names.contains(text): return nil
        case .string(let text) where names.contains(trimmed(text)): return .string(trimmed(text))
        case .number(let number):
            guard let place = number.int, names.indices.contains(place) else { throw .mismatch }
            return .string(names[place])
        default: throw .mismatch
        }
    }

    /// Without what Java's `String.trim` takes off: everything up to the space.
    private static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last, first <= 0x20 || last <= 0x20 else { return text }
        let bytes = Array(text.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONNumber {
    fileprivate var isFraction: Bool {
        text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    }
}
