/// Why a text was not read as JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Reason: Hashable, Sendable {
        /// The grammar is broken.
        case syntax
        /// The text ends inside a value.
        case end
        /// There is nothing but white space.
        case noContent
        /// Arrays and objects are nested deeper than the reader goes.
        case tooDeep
        /// A text holds U+0000, and the options refuse that.
        case nullCharacter
        /// A member's name is longer than `JSONReader.longestName`.
        case longName
        /// A name occurs twice in one object, and the options refuse that.
        case duplicateName
    }

    /// What kind of failure it is.
    public let reason: Reason
    /// A sentence for people; it never holds more of the text than one character.
    public let message: String
    /// Where it was noticed.
    public let position: JSONPosition

    /// The sentence and the place.
    public var description: String { "\(message) at line \(position.line) column \(position.column)" }
}

/// A place in a text; both count from 1. Columns count bytes, as Jackson counts them.
public struct JSONPosition: Hashable, Sendable {
    /// The line; `\n`, `\r` and `\r\n` each end one.
    public let line: Int
    /// The byte in the line.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte at this offset.
    init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var start = 0
        for place in 0..<Swift.min(offset, bytes.count) {
            let isReturn = bytes[place] == UInt8(ascii: "\r")
            guard isReturn || bytes[place] == UInt8(ascii: "\n") else { continue }
            if isReturn, place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\n") { continue }
            line += 1
            start = place + 1
        }
        self.init(line: line, column: offset - start + 1)
    }
}

/// A step from a value to one inside it.
public enum JSONPathElement: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case member(String)
    case index(Int)

    /// A member's name.
    public init(stringLiteral value: String) { self = .member(value) }
    /// An element's place.
    public init(integerLiteral value: Int) { self = .index(value) }
}
