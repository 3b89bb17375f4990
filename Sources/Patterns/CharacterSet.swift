/// Which characters an element of an expression takes, written as PCRE2 writes it: always something that matches exactly
/// one character, so that Java's unions and intersections, which PCRE2 has none of before 10.45, become assertions.
indirect enum CharacterSet: Sendable {
    /// What stands between the brackets of a class.
    case plain(String)
    case inverse(CharacterSet)
    case union(CharacterSet, CharacterSet)
    case intersection(CharacterSet, CharacterSet)
    /// Letters of either case, by Unicode's rules.
    case caseless(CharacterSet)

    static let all = CharacterSet.plain("\\x{0}-\\x{10ffff}")

    /// From code points, in order and apart from one another.
    static func ranges(_ ranges: [ClosedRange<UInt32>]) -> CharacterSet {
        .plain(ranges.map { "\($0.lowerBound.escaped)-\($0.upperBound.escaped)" }.joined())
    }

    static func property(_ name: String) -> CharacterSet { .plain("\\p{\(name)}") }

    /// Nested `inverse` and `union` of plain sets come out as one class: most expressions need no assertion.
    var expression: String {
        switch self {
        case .plain(let body): "[\(body)]"
        case .inverse(.plain(let body)): "[^\(body)]"
        case .inverse(let set): "(?:(?!\(set.expression))[\(Self.anything)])"
        case .union(.plain(let one), .plain(let other)): "[\(one)\(other)]"
        case .union(let one, let other): "(?:\(one.expression)|\(other.expression))"
        case .intersection(let one, let other): "(?:(?=\(one.expression))\(other.expression))"
        case .caseless(let set): "(?i:\(set.expression))"
        }
    }

    /// Both together, in one class where that can be.
    func joined(with other: CharacterSet) -> CharacterSet {
        if case .plain(let one) = self, case .plain(let two) = other { return .plain(one + two) }
        return .union(self, other)
    }

    private static let anything = "\\x{0}-\\x{10ffff}"
}

extension UInt32 {
    /// A code point in an expression; with digits it means itself everywhere.
    var escaped: String { "\\x{\(String(self, radix: 16))}" }
}
