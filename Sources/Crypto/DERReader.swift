/// Reads DER one element after the other; nil wherever the bytes are not what was asked for.
struct DERReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }
    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The tag of the next element.
    var nextTag: UInt8? { rest.first }

    /// The content of the next element, when it has this tag.
    mutating func read(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard rest.first == tag, let (start, size) = contentRange(), size <= rest.endIndex - start else { return nil }
        defer { rest = rest[(start + size)...] }
        return rest[start..<(start + size)]
    }

    mutating func sequence() -> DERReader? { read(0x30).map { DERReader($0) } }

    /// The next element with its tag and length, whatever it is.
    mutating func element() -> [UInt8]? {
        let before = rest
        guard let tag = rest.first, let content = read(tag) else { return nil }
        return Array(before[before.startIndex..<content.endIndex])
    }

    /// A number that is not negative, without leading zeros.
    mutating func unsignedInteger() -> [UInt8]? {
        guard let content = read(0x02), let first = content.first, first < 128 else { return nil }
        return Array(content.drop { $0 == 0 })
    }

    mutating func bitString() -> [UInt8]? {
        guard let content = read(0x03), content.first == 0 else { return nil }
        return Array(content.dropFirst())
    }

    /// Where the content begins and how long it is; lengths of more than four bytes are refused.
    private func contentRange() -> (start: Int, size: Int)? {
        guard rest.count >= 2 else { return nil }
        let first = rest[rest.startIndex + 1]
        guard first >= 128 else { return (rest.startIndex + 2, Int(first)) }
        let digits = Int(first & 127)
        guard (1...4).contains(digits), rest.count >= 2 + digits else { return nil }
        let start = rest.startIndex + 2 + digits
        let size = rest[(start - digits)..<start].reduce(0) { $0 << 8 | Int($1) }
        // The shortest form is the only one.
        guard size >= 128, rest[start - digits] != 0 else { return nil }
        return (start, size)
    }
}
