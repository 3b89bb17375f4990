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
