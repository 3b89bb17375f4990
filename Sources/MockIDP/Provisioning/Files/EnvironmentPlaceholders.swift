/// `${NAME}` and `${NAME:default}` in a realm file, which Keycloak replaces by environment variables when it imports one
/// at its start: in the text, before it is read as JSON. What is not set and has no default stays.
struct EnvironmentPlaceholders: Sendable {
    /// The value of an environment variable.
    let value: @Sendable (String) -> String?

    /// The text with its placeholders replaced.
    func filled(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        // A value may hold placeholders again; one that holds itself is left alone after a while.
        for _ in 0..<8 {
            guard let next = filledOnce(bytes) else { break }
            bytes = next
            if bytes.count > Self.maximumSize { break }
        }
        return bytes
    }

    private static let maximumSize = 1 << 30

    /// Nil where nothing is to be replaced.
    private func filledOnce(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var (start, offset, isChanged) = (0, 0, false)
        while let opening = nextOpening(in: bytes, from: offset) {
            guard let end = closing(in: bytes, from: opening + 2) else { break }
            offset = end + 1
            let key = String(decoding: bytes[(opening + 2)..<end], as: UTF8.self)
            guard !key.isEmpty, let value = replacement(for: key) else { continue }
            result += bytes[start..<opening]
            result += value.utf8
            start = offset
            isChanged = true
        }
        return isChanged ? result + bytes[start...] : nil
    }

    private func nextOpening(in bytes: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + 1 < bytes.count {
            if bytes[offset] == UInt8(ascii: "$"), bytes[offset + 1] == UInt8(ascii: "{") { return offset }
            offset += 1
        }
        return nil
    }

    /// Braces in braces belong together: `${A:${B}}`.
    private func closing(in bytes: [UInt8], from start: Int) -> Int? {
        var depth = 1
        for offset in start..<bytes.count {
            if bytes[offset] == UInt8(ascii: "{") { depth += 1 }
            if bytes[offset] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return offset }
        }
        return nil
    }

    private func replacement(for key: String) -> String? {
        if key == "/" || key == ":" { return key }
        if let value = value(key) { return value }
        guard let colon = key.utf8.firstIndex(of: UInt8(ascii: ":")), colon != key.startIndex else {
            return firstSet(of: key)
        }
        let name = String(key[..<colon])
        return value(name) ?? firstSet(of: name) ?? String(key[key.utf8.index(after: colon)...])
    }

    /// `NAME1,NAME2`.
    private func firstSet(of names: String) -> String? {
        guard names.utf8.contains(UInt8(ascii: ",")) else { return nil }
        return names.split(separator: ",", maxSplits: 1).lazy.compactMap { value(String($0)) }.first
    }
}
