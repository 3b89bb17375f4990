/// Why a text is no regular expression: what Java says, and where.
public struct PatternError: Error, Hashable, Sendable {
    /// What is wrong, in the words of `java.util.regex` where it refuses the expression too.
    public let reason: String
    /// Which character it is, counted from 0; nil where it is none in particular.
    public let index: Int?
    /// The expression.
    public let pattern: String

    /// What `PatternSyntaxException.getMessage()` returns: the expression with a mark below the place.
    public var message: String {
        guard let index else { return "\(reason)\n\(pattern)" }
        let mark = index < pattern.unicodeScalars.count ? "\n\(String(repeating: " ", count: index))^" : ""
        return "\(reason) near index \(index)\n\(pattern)\(mark)"
    }
}
