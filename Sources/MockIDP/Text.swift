/// Without the spaces and tabs at both ends.
func trimmed(_ text: some StringProtocol) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    var rest = Substring(text).drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
}

/// A value as one segment of a `Location`, encoded as Keycloak does: sub-delimiters stay, `/` does not, and a character
/// outside of the basic plane becomes two question marks (recording: names).
func pathSegment(_ value: String) -> String {
    var encoded: [UInt8] = []
    for scalar in value.unicodeScalars {
        if scalar.value > 0xffff {
            encoded.append(contentsOf: "%3F%3F".utf8)
        } else if scalar.isASCII, isPlainInPath(UInt8(scalar.value)) {
            encoded.append(UInt8(scalar.value))
        } else {
            for byte in String(scalar).utf8 {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(hexDigit(byte >> 4))
                encoded.append(hexDigit(byte & 15))
            }
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

private func isPlainInPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: "-._~!$&'()*+,;=:@".utf8.contains(byte)
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
