/// How grave a line is, in Keycloak's words.
public enum LogLevel: Int, Sendable, Comparable, CaseIterable {
    case all, trace, debug, info, warn, error, fatal, off

    /// Whether a level is less grave than another.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

    /// `INFO`, as lines say it.
    var name: String { Self.names[rawValue] }

    // Spelt out: to interpolate a case is to reflect on it, at the first line of every start.
    private static let names = ["ALL", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF"]

    /// The level of an option.
    init(option text: String) throws(OptionError) {
        guard let level = Self.allCases.first(where: { $0.name == text.uppercased() }) else {
            let names = Self.allCases.map { $0.name.lowercased() }.joined(separator: ", ")
            throw OptionError(description: "wants \(names), not '\(text)'")
        }
        self = level
    }
}

/// Which lines are logged, and how.
public struct LogSettings: Sendable, Equatable {
    /// The least level of a line whose category is not named.
    var root = LogLevel.info
    /// The least levels of categories, which hold for those below them too.
    var categories: [String: LogLevel] = [:]
    /// The least level on standard output.
    var console = LogLevel.all
    /// Whether lines are JSON.
    var isJSON = false
    /// Whether levels have colours; nil: on a terminal.
    var isColoured: Bool?
    /// `console`, `file`.
    var places: Set<String> = ["console"]
    /// The file that lines go to, when `places` has `file`.
    var file: String?
    /// Whether every request is logged.
    var logsRequests = false
    /// `common`, `combined`, `long`, or a pattern.
    var requestPattern = "common"

    /// The categories of the last list.
    private var listed: Set<String> = []

    /// `info,org.keycloak.events:debug`: a level alone is that of the root. A list takes the place of one before it.
    mutating func setLevels(_ text: String) throws(OptionError) {
        root = .info
        for name in listed { categories[name] = nil }
        listed = []
        for part in commaList(text) {
            if let name = try setLevel(part) { listed.insert(name) }
        }
    }

    /// The level of one category, whose name is returned, or of the root.
    @discardableResult
    mutating func setLevel(_ part: String) throws(OptionError) -> String? {
        guard let colon = part.firstIndex(of: ":") else {
            root = try LogLevel(option: part)
            return nil
        }
        let name = String(part[..<colon])
        categories[name] = try LogLevel(option: String(part[part.utf8.index(after: colon)...]))
        return name
    }

    /// Whether a line is wanted: the longest category that is named decides.
    func wants(_ level: LogLevel, of category: String) -> Bool {
        guard !categories.isEmpty else { return level >= root }
        var name = Substring(category)
        while true {
            if let least = categories[String(name)] { return level >= least }
            guard let dot = name.lastIndex(of: ".") else { return level >= root }
            name = name[..<dot]
        }
    }
}
