/// Why nothing was imported at a start: a line for each problem of each file, `FILE:LINE:COLUMN: sentence (at PATH)`.
public struct ImportFailure: Error, CustomStringConvertible {
    /// The lines.
    public let lines: [String]

    /// The lines below a sentence that says what happened.
    public var description: String {
        let count = lines.count == 1 ? "is a problem" : "are \(lines.count) problems"
        return (["nothing was imported, for there \(count):"] + shown).joined(separator: "\n")
    }

    private var shown: [String] {
        let rest = lines.count - Self.maximum
        return rest <= 0 ? lines : lines.prefix(Self.maximum) + ["… and \(rest) more"]
    }

    private static let maximum = 100
}
