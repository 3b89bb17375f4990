extension Parser {
    /// A string in double quotes; ends past the closing one.
    mutating func string() throws(JSONError) -> String {
        let start = offset + 1
        offset = start
        let high = skipPlainText()
        guard next == UInt8(ascii: "\"") else { return try escapedString(from: start, high) }
        let text = try checkedText(UnsafeBufferPointer(rebasing: bytes[start..<offset]), from: start, high)
        offset += 1
        return text
    }

    /// Goes to the first quote, backslash or control character, eight bytes at a time; the top bits of what it returns
    /// tell whether bytes beyond ASCII were passed, or may have been.
    private mutating func skipPlainText() -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var high: UInt64 = 0
        while offset + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            high |= word
            let stops = Escapes.stops(in: word)
            if stops != 0 {
                offset += stops.trailingZeroBitCount / 8
                return high
            }
            offset += 8
        }
        while offset < bytes.count, !Escapes.isStop(bytes[offset]) {
            high |= UInt64(bytes[offset])
            offset += 1
        }
        return high
    }

    private mutating func escapedString(
        from start: Int, _ highSoFar: UInt64
    ) throws(JSONError) -> String {
        unescaped.removeAll(keepingCapacity: true)
        var high = highSoFar
        var plain = start
        while true {
            unescaped.append(contentsOf: bytes[plain..<offset])
            switch next {
            case UInt8(ascii: "\""):
                offset += 1
                let result = unescaped.withUnsafeBufferPointer { text in
                    Result { () throws(JSONError) in try checkedText(text, from: start, high) }
                }
                return try result.get()
            case UInt8(ascii: "\\"):
                try escape()
            default:
                guard offset < bytes.count else { throw unexpected("a closing quote") }
                throw failure(.syntax, "A control character must be escaped in a string")
            }
            plain = offset
            high |= skipPlainText()
        }
    }

    /// Swift's own decoding is the fast one but mends what isn't UTF-8; what it left as it was is valid.
    private func checkedText(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ high: UInt64
    ) throws(JSONError) -> String {
        var string = String(decoding: text, as: UTF8.self)
        guard high & 0x8080_8080_8080_8080 != 0 else { return string }
        let isUnchanged = string.withUTF8 { $0.count == text.count && $0.elementsEqual(text) }
        guard isUnchanged else { throw notUTF8(from: start) }
        return string
    }

    private func notUTF8(from start: Int) -> JSONError {
        JSONError(
            reason: .syntax, message: "A string is not UTF-8", position: JSONPosition(offset: start, in: bytes))
    }

    /// One escape; adds its character to `unescaped`.
    private mutating func escape() throws(JSONError) {
        offset += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(next)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw unexpected("an escape")
        }
        offset += 1
    }

    private mutating func unicodeEscape() throws(JSONError) {
        let first = try fourDigits()
        if first == 0, options.contains(.refusesNull) {
            throw failure(.nullCharacter, "A text holds the character U+0000")
        }
        guard UTF16.isSurrogate(first) else { return append(Unicode.Scalar(UInt32(first))) }
        let end = offset
        if UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\") {
            offset += 1
            if next == UInt8(ascii: "u") {
                let second = try fourDigits()
                if UTF16.isTrailSurrogate(second) {
                    let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
                    return append(Unicode.Scalar(scalar))
                }
            }
        }
        offset = end
        guard options.contains(.replacesLoneSurrogates) else {
            throw failure(.syntax, "An escape holds half a surrogate pair")
        }
        append("\u{FFFD}")
    }

    /// The digits of an escape, from its `u`.
    private mutating func fourDigits() throws(JSONError) -> UInt16 {
        offset += 1
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
                throw unexpected("a hexadecimal digit")
            }
            value = value << 4 | UInt16(digit)
            offset += 1
        }
        return value
    }

    private mutating func append(_ scalar: Unicode.Scalar?) {
        unescaped.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
}
