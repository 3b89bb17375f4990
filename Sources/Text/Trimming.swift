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
        guard let first = part.utf8.first else { return startIndex }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: part.utf8) { return start }
            rest = rest.dropFirst()
        }
        return nil
    }
}

/// Whether a path can have this as a segment: dots mean other places (RFC 3986 section 3.3).
package func isPathSegment(_ text: String) -> Bool { text != "." && text != ".." }
