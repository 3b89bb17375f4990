/// The words of a command line, taken apart as picocli does it for Keycloak: a value follows its option or stands behind a
/// `=`, whatever it looks like; letters are not put together.
struct Words: Sendable {
    let command: Command
    /// The options in their order, flags with the value `true`.
    private(set) var given: [(name: String, value: String)] = []
    /// The word that belongs to no option.
    private(set) var operand: String?

    init(_ command: Command, _ words: ArraySlice<String>) throws(Failure) {
        self.command = command
        do throws(Failure) {
            var words = words
            var isOver = false
            while let word = words.popFirst() {
                if word == "--", !isOver {
                    isOver = true
                } else if isOver || word == "-" || !word.hasPrefix("-") {
                    try take(operand: word, at: words.startIndex - 1)
                } else {
                    try take(word, &words)
                }
            }
        } catch {
            throw error.of(command)
        }
    }

    /// The value of an option that is given at most once.
    subscript(_ name: String) -> String? { given.first { $0.name == name }?.value }

    /// The values of an option that may be repeated.
    func all(_ name: String) -> [String] { given.filter { $0.name == name }.map(\.value) }

    /// Whether a flag is set.
    func has(_ name: String) -> Bool { self[name] == "true" }

    /// The value as a whole number.
    func int(_ name: String) throws(Failure) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int32(text) else {
            throw .misuse("Invalid value for option '\(name)' (<\(name.dropFirst(2))>): '\(text)' is not an int")
        }
        return Int(number)
    }

    private mutating func take(operand word: String, at index: Int) throws(Failure) {
        guard command.takesOperand, operand == nil else {
            throw .misuse("Unmatched argument at index \(index): '\(word)'")
        }
        operand = word
    }

    private mutating func take(_ word: String, _ words: inout ArraySlice<String>) throws(Failure) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = command.options.first(where: { $0.names.contains(parts[0]) }) else {
            throw .misuse("Unknown option: '\(word)'")
        }
        if !option.repeats, self[option.name] != nil, option.value != nil {
            throw .misuse("option \(option.inMessages) should be specified only once")
        }
        var value = parts.count == 2 ? parts[1] : nil
        if option.value == nil {
            guard ["true", "false", nil].contains(value?.lowercased()) else {
                throw .misuse("Invalid value for option '\(option.name)': '\(value ?? "")' is not a boolean")
            }
            value = value?.lowercased() ?? "true"
        } else if value == nil {
            value = words.popFirst()
        }
        guard let value else { throw .misuse("Missing required parameter for option \(option.inMessages)") }
        given.append((option.name, value))
    }
}

extension Words {
    /// The values `NAME=VALUE` of an option.
    func pairs(_ name: String) throws(Failure) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for text in all(name) { pairs.append(try Self.pair(text)) }
        return pairs
    }

    /// What is to be set and removed, in the order of the options.
    func edits() throws(Failure) -> [Edit] {
        var edits: [Edit] = []
        for (name, value) in given {
            if name == "--set" {
                let (key, text) = try Self.pair(value)
                edits.append(.set(try AttributePath(key), try Edit.value(text)))
            } else if name == "--delete" {
                edits.append(.remove(try AttributePath(value)))
            }
        }
        return edits
    }

    private static func pair(_ text: String) throws(Failure) -> (name: String, value: String) {
        guard let mark = text.firstIndex(of: "="), mark > text.startIndex else {
            throw .misuse("Invalid key=value parameter: [\(text)]")
        }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
}
