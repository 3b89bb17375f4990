/// Which live value stands for which recorded one: the first time two different made-up values are met at the same place,
/// the live one takes the recorded one's part in every later request and comparison.
struct Binding {
    /// `host:port` in the recording, and of the server under test.
    var recordedAuthority: String?
    let liveAuthority: String

    private var live: [String: String] = [:]
    /// Bound values in the order in which they were met.
    private var order: [String] = []
    /// Bound values that are neither JWT nor UUID, by their first byte, longest first.
    private var opaque: [[[UInt8]]] = Array(repeating: [], count: 256)

    init(liveAuthority: String) { self.liveAuthority = liveAuthority }

    func isBound(_ recorded: String) -> Bool { live[recorded] != nil }

    mutating func bind(_ recorded: String, to value: String) {
        guard recorded != value, !recorded.isEmpty else { return }
        let isNew = live.updateValue(value, forKey: recorded) == nil
        guard isNew else { return }
        order.append(recorded)
        let bytes = Array(recorded.utf8)
        guard bytes.count >= 6, !MadeValue.isUUID(recorded), !MadeValue.isToken(recorded) else { return }
        let alike = opaque[Int(bytes[0])]
        opaque[Int(bytes[0])].insert(bytes, at: alike.firstIndex { $0.count < bytes.count } ?? alike.endIndex)
    }

    /// The recorded text with every bound value, and the recorded address, replaced.
    func substituted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if let end = opaqueEnd(bytes, at) ?? MadeValue.tokenEnd(bytes, at) ?? MadeValue.uuidEnd(bytes, at) {
                result += replacement(of: String(decoding: bytes[at..<end], as: UTF8.self)).utf8
                at = end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: withLiveAuthority(result), as: UTF8.self)
    }

    /// Whether two texts are equal but for made-up values, which are then bound.
    ///
    /// - Parameter isMadeUp: whether all of the text is made up, so that any other text may stand for it.
    mutating func equal(_ recorded: String, _ other: String, isMadeUp: Bool = false) -> Bool {
        let expected = substituted(recorded)
        if expected == other { return true }
        if isMadeUp {
            bind(recorded, to: other)
            return true
        }
        let (mine, theirs, raw) = (Array(expected.utf8), Array(other.utf8), Array(recorded.utf8))
        let (here, there) = (MadeValue.ranges(in: mine), MadeValue.ranges(in: theirs))
        guard here.count == there.count, !here.isEmpty,
            MadeValue.outline(of: mine, without: here) == MadeValue.outline(of: theirs, without: there)
        else { return false }
        let asRecorded = MadeValue.ranges(in: raw)
        let (source, ranges) = asRecorded.count == there.count ? (raw, asRecorded) : (mine, here)
        for (one, two) in zip(ranges, there) {
            bind(String(decoding: source[one], as: UTF8.self), to: String(decoding: theirs[two], as: UTF8.self))
        }
        return true
    }

    private func opaqueEnd(_ text: [UInt8], _ start: Int) -> Int? {
        for candidate in opaque[Int(text[start])] where has(candidate, at: start, in: text) {
            return start + candidate.count
        }
        return nil
    }

    private func replacement(of text: String) -> String {
        if let value = live[text] { return value }
        return MadeValue.isToken(text) ? replacement(ofToken: text) : text
    }

    /// A JWT that was not seen as it is: with another signature than a bound one, or cut short or spoilt at its end.
    private func replacement(ofToken token: String) -> String {
        guard let dot = token.utf8.lastIndex(of: UInt8(ascii: ".")) else { return token }
        let signed = token[...dot]
        for recorded in order where recorded.hasPrefix(signed) {
            guard let value = live[recorded], let end = value.utf8.lastIndex(of: UInt8(ascii: ".")) else { continue }
            return String(value[...end]) + token[token.utf8.index(after: dot)...]
        }
        for recorded in order where recorded.utf8.count > 100 && recorded.utf8.count <= token.utf8.count + 8 {
            let start = String(recorded.dropLast(8))
            if let value = live[recorded], token.hasPrefix(start) {
                return String(value.dropLast(8)) + token.dropFirst(start.count)
            }
        }
        return token
    }

    private func withLiveAuthority(_ text: [UInt8]) -> [UInt8] {
        guard let recordedAuthority, recordedAuthority != liveAuthority else { return text }
        let plain = replacing(Array(recordedAuthority.utf8), with: Array(liveAuthority.utf8), in: text)
        return replacing(
            Array(percentEncoded(recordedAuthority).utf8), with: Array(percentEncoded(liveAuthority).utf8), in: plain)
    }
}

private func replacing(_ old: [UInt8], with new: [UInt8], in text: [UInt8]) -> [UInt8] {
    guard let first = old.first, text.count >= old.count else { return text }
    var result: [UInt8] = []
    var at = 0
    var copied = 0
    while at + old.count <= text.count {
        if text[at] == first, has(old, at: at, in: text) {
            result += text[copied..<at] + new
            at += old.count
            copied = at
        } else {
            at += 1
        }
    }
    return copied == 0 ? text : result + text[copied...]
}

private func has(_ part: [UInt8], at start: Int, in text: [UInt8]) -> Bool {
    guard text.count - start >= part.count else { return false }
    var offset = 0
    while offset < part.count {
        if text[start + offset] != part[offset] { return false }
        offset += 1
    }
    return true
}
