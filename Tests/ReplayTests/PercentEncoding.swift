/// The text with everything but letters, digits, `-._~` and `safe` as `%XX` (RFC 3986 section 2.1).
func percentEncoded(_ text: String, safe: String = "") -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    let kept = Array("-._~".utf8) + safe.utf8
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        if byte < 0x80, MadeValue.isWord(byte) || kept.contains(byte) {
            bytes.append(byte)
        } else {
            bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The text with its `%XX` decoded; what is no such escape stays.
func percentDecoded(_ text: String) -> String {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var at = 0
    while at < source.count {
        if source[at] == UInt8(ascii: "%"), at + 2 < source.count,
            let byte = UInt8(String(decoding: source[at + 1...at + 2], as: UTF8.self), radix: 16)
        {
            bytes.append(byte)
            at += 3
        } else {
            bytes.append(source[at])
            at += 1
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A value of a query or form as it was before it was encoded: `+` is a space.
func formDecoded(_ text: String) -> String {
    percentDecoded(String(decoding: text.utf8.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }, as: UTF8.self))
}
