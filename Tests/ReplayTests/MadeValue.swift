/// Recognises what a server makes up: JWTs, UUIDs, and words of 20 or more characters with a digit and a letter in them.
///
/// Texts are scanned as bytes: this runs over every recorded text several times, also in debug builds.
enum MadeValue {
    /// Where made-up values stand in a text, from left to right.
    static func ranges(in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while at < text.count {
            if let end = tokenEnd(text, at) ?? uuidEnd(text, at) ?? wordEnd(text, at) {
                found.append(at..<end)
                at = end
            } else {
                at += 1
            }
        }
        return found
    }

    /// The text with a NUL in place of each range.
    static func outline(of text: [UInt8], without ranges: [Range<Int>]) -> [UInt8] {
        var outline: [UInt8] = []
        var at = 0
        for range in ranges {
            outline += text[at..<range.lowerBound]
            outline.append(0)
            at = range.upperBound
        }
        return outline + text[at...]
    }

    static func isToken(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return tokenEnd(bytes, 0) == bytes.count
    }

    static func isUUID(_ text: String) -> Bool {
        text.utf8.count == 36 && uuidEnd(Array(text.utf8), 0) == 36
    }

    /// Whether all of the text is one made-up value.
    static func isAllOf(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return [tokenEnd(bytes, 0), uuidEnd(bytes, 0), wordEnd(bytes, 0)].contains(bytes.count)
    }

    static func isIn(_ text: String) -> Bool { !ranges(in: Array(text.utf8)).isEmpty }

    /// The end of a JWT that starts at `start`: `eyJ` or `eyA`, and three parts, of which the last two may be empty.
    static func tokenEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard text.count > start + 5, text[start] == UInt8(ascii: "e"), text[start + 1] == UInt8(ascii: "y"),
            text[start + 2] == UInt8(ascii: "J") || text[start + 2] == UInt8(ascii: "A")
        else { return nil }
        let header = runEnd(text, start + 3)
        guard header > start + 3, header < text.count, text[header] == UInt8(ascii: ".") else { return nil }
        let payload = runEnd(text, header + 1)
        guard payload < text.count, text[payload] == UInt8(ascii: ".") else { return nil }
        return runEnd(text, payload + 1)
    }

    /// The end of a UUID in lower case that starts at `start`.
    static func uuidEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard text.count >= start + 36 else { return nil }
        for offset in 0..<36 {
            let byte = text[start + offset]
            if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
                if byte != UInt8(ascii: "-") { return nil }
            } else if !(byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66) {
                return nil
            }
        }
        return start + 36
    }

    private static func wordEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard text.count >= start + 20, start == 0 || !isWord(text[start - 1]) else { return nil }
        let end = runEnd(text, start)
        guard end >= start + 20 else { return nil }
        let run = text[start..<end]
        return run.contains(where: isDigit) && run.contains(where: isLetter) ? end : nil
    }

    private static func runEnd(_ text: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < text.count, isWord(text[end]) { end += 1 }
        return end
    }

    /// Whether the byte is one of base64url's, which are also those of names.
    static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}
