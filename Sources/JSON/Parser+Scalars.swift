extension Parser {
    /// `true`, `false` or `null`.
    mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for place in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[place] else { throw unexpected("true, false or null") }
            offset += 1
        }
        return value
    }

    /// RFC 8259 section 6: no plus sign, no leading zero, digits on both sides of the point.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") {
            offset += 1
            guard !isDigit(next) else { throw failure(.syntax, "A number has a leading zero") }
        } else {
            try digits()
        }
        if next == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if next | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return JSONNumber(checked: String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        guard isDigit(next) else { throw unexpected("a digit") }
        while isDigit(next) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Jackson ignores text after the first value, but wants a number or a word to end there.
    func checkEndOfWord() throws(JSONError) {
        guard offset > 0, offset < bytes.count, isWordByte(bytes[offset - 1]), isWordByte(bytes[offset]) else { return }
        throw unexpected("white space after the value")
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
    }
}
