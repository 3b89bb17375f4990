/// Reads an expression by the rules of `java.util.regex.Pattern` and writes what PCRE2 takes for the same.
///
/// Nothing is passed through as it stands: the two agree in most of what people write, and differ where it hurts (classes
/// in classes, what a line ends with, letters without regard to case, references to groups that are not there).
struct JavaSyntax {
    /// Inline flags: `(?i)` and its like.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let caseless = Flags(rawValue: 1)
        static let unicodeCase = Flags(rawValue: 2)
        static let multiline = Flags(rawValue: 4)
        static let dotAll = Flags(rawValue: 8)
        static let comments = Flags(rawValue: 16)
        static let unixLines = Flags(rawValue: 32)
        static let unicodeClasses = Flags(rawValue: 64)
    }

    /// Longer ones are refused.
    static let maximumLength = 4096
    /// Groups and classes nested deeper are refused, here and by PCRE2.
    static let maximumDepth = 200

    let pattern: String
    let scalars: [Unicode.Scalar]
    var offset = 0
    var flags: Flags = []
    var depth = 0
    var groupCount = 0
    var groups: [String: Int] = [:]
    /// The highest group that is referred to, and how many there are: known once the expression has been read.
    var highestReference = 0
    var groupTotal = Int.max

    private init(_ pattern: String) throws(PatternError) {
        self.pattern = pattern
        scalars = Self.unquoted(Array(pattern.unicodeScalars))
        if scalars.count > Self.maximumLength { throw failure("The expression is too long") }
    }

    /// The expression for PCRE2.
    static func translated(_ pattern: String) throws(PatternError) -> String {
        var syntax = try JavaSyntax(pattern)
        let result = try syntax.whole()
        if syntax.highestReference <= syntax.groupCount { return result }
        // A reference to a group that is not there never matches, but groups may come after it.
        var again = try JavaSyntax(pattern)
        again.groupTotal = syntax.groupCount
        return try again.whole()
    }

    private mutating func whole() throws(PatternError) -> String {
        let result = try alternatives()
        if peek() == ")" { throw failure("Unmatched closing ')'", at: offset - 1) }
        return result
    }

    // MARK: Structure

    mutating func alternatives() throws(PatternError) -> String {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw failure("The expression is nested too deep") }
        var result = try sequence()
        while peek() == "|" {
            offset += 1
            result += "|" + (try sequence())
        }
        return result
    }

    private mutating func sequence() throws(PatternError) -> String {
        var result = ""
        while let next = peek() {
            if next == "|" || next == ")" { break }
            guard let atom = try atom(next) else { continue }
            result += atom
            result += try quantifier()
        }
        return result
    }

    /// One element; nil where there is only a change of flags.
    private mutating func atom(_ first: Unicode.Scalar) throws(PatternError) -> String? {
        switch first {
        case "(":
            offset += 1
            return try group()
        case "[": return try characterClass().expression
        case "\\":
            offset += 1
            return try escapeOutsideClass()
        case "^":
            offset += 1
            return lineStart
        case "$":
            offset += 1
            return flags.contains(.multiline) ? lineEnd : finalLineEnd
        case ".":
            offset += 1
            return anyCharacter
        case "*", "+", "?": throw failure("Dangling meta character '\(first)'", at: offset)
        case "{": return "(?:)"  // an empty element before its quantifier
        default:
            offset += 1
            return literal(first.value)
        }
    }

    private mutating func quantifier() throws(PatternError) -> String {
        guard let first = peek() else { return "" }
        var result: String
        switch first {
        case "?", "*", "+":
            offset += 1
            result = String(first)
        case "{": result = try counted()
        default: return ""
        }
        if let mode = peek(), mode == "?" || mode == "+" {
            offset += 1
            result.unicodeScalars.append(mode)
        }
        return result
    }

    /// `{2}`, `{2,}`, `{2,3}`.
    private mutating func counted() throws(PatternError) -> String {
        offset += 1
        guard let least = try number() else { throw failure("Illegal repetition", at: offset - 1) }
        var most: Int? = least
        if current == "," {
            offset += 1
            most = try number()
            if most == nil, current != "}" { throw failure("Illegal repetition") }
        }
        guard current == "}" else { throw failure("Unclosed counted closure") }
        offset += 1
        if let most, most < least { throw failure("Illegal repetition range") }
        return most == least ? "{\(least)}" : "{\(least),\(most.map(String.init) ?? "")}"
    }

    private mutating func number() throws(PatternError) -> Int? {
        var result: Int?
        while let digit = current.flatMap({ digitValue($0, radix: 10) }) {
            let next = (result ?? 0) * 10 + Int(digit)
            if next > Int32.max { throw failure("Illegal repetition range") }
            result = next
            offset += 1
        }
        return result
    }

    // MARK: Reading

    /// The next character as it stands.
    var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    /// The next character that counts: under the flag `x` blanks and comments don't.
    mutating func peek() -> Unicode.Scalar? {
        while flags.contains(.comments), let scalar = current {
            if scalar == "#" {
                while let scalar = current, !isLineEnd(scalar) { offset += 1 }
            } else if (0x09...0x0d).contains(scalar.value) || scalar == " " {
                offset += 1
            } else {
                break
            }
        }
        return current
    }

    func failure(_ reason: String, at index: Int? = nil) -> PatternError {
        PatternError(reason: reason, index: max(index ?? offset - 1, 0), pattern: pattern)
    }

    func digitValue(_ scalar: Unicode.Scalar, radix: UInt32) -> UInt32? {
        let value: UInt32
        switch scalar {
        case "0"..."9": value = scalar.value - 0x30
        case "a"..."f": value = scalar.value - 0x57
        case "A"..."F": value = scalar.value - 0x37
        default: return nil
        }
        return value < radix ? value : nil
    }

    private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        flags.contains(.unixLines)
            ? scalar == "\n" : NamedSets.lineTerminators.contains { $0.contains(scalar.value) }
    }
}
