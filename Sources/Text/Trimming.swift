/// Without the spaces and tabs at both ends.
package func trimmed(_ text: some StringProtocol) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    var rest = Substring(text).drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
}

extension StringProtocol {
    /// Whether the bytes of `part` stand anywhere in the text.
    package func includes(_ part: some StringProtocol) -> Bool { place(of: part) != nil }

    /// Where the bytes of `part` begin.
    package func place(of part: some StringProtocol) -> Index? {
        var rest = utf8[...]
        while rest.count >= part.utf8.count {
            if rest.starts(with: part.utf8) { return rest.startIndex }
            rest = rest.dropFirst()
        }
        return nil
    }
}

/// A value as one segment of a `Location`, encoded as Keycloak does: sub-delimiters stay, `/` does not, and a character
/// outside of the basic plane becomes two question marks (recording: names).
package func pathSegment(_ value: String) -> String {
    value.unicodeScalars.map { $0.value > 0xffff ? "%3F%3F" : encodedSegment(String($0)) }.joined()
}

/// A realm's name as a segment of the addresses below it, its issuer first of all, which must lead back to that realm:
/// every character is encoded as what it is (RFC 3986 section 3.3). Modelled; no recording has such a realm.
package func encodedSegment(_ value: String) -> String {
    var encoded: [UInt8] = []
    for byte in value.utf8 {
        if isPlainInPath(byte) {
            encoded.append(byte)
        } else {
            encoded += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

/// Whether a path can have this as a segment: dots mean other places (RFC 3986 section 3.3).
package func isPathSegment(_ text: String) -> Bool { text != "." && text != ".." }

private func isPlainInPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: "-._~!$&'()*+,;=:@".utf8.contains(byte)
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
