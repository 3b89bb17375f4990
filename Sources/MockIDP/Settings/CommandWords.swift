/// The words of a command line, taken apart.
struct CommandWords: Sendable, Equatable {
    /// The options in their order.
    var given: [Given] = []
    /// Words that are no option: files to import.
    var operands: [String] = []
    /// The file of `-cf` or `--config-file`.
    var configurationFile: String?
    /// Java's system properties: `-Dname=value`.
    var properties: [String: String] = [:]
    /// Words with one dash that nobody knows.
    var unknown: [String] = []

    /// Whether a server starts with what `build` has kept.
    var isOptimized: Bool { given.contains { $0.name == "optimized" && $0.value.lowercased() == "true" } }

    /// Takes words apart. An option's value follows its name, or stands behind a `=`; `--` ends the options.
    init(_ words: [String]) throws(OptionError) {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--" {
                operands += words
                return
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            if try takeShort(word, &words) { continue }
            guard word.hasPrefix("--") else {
                unknown.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try take(String(parts[0]), parts.count == 2 ? String(parts[1]) : nil, &words)
        }
    }

    /// kc.sh's own options, which are no settings.
    private mutating func takeShort(_ word: String, _ words: inout ArraySlice<String>) throws(OptionError) -> Bool {
        switch word {
        case "-cf", "--config-file":
            guard let file = words.popFirst() else { throw OptionError(description: "\(word) wants a file") }
            configurationFile = file
        case "-pf", "--profile":
            _ = words.popFirst()
        case "-v": given.append(Given(name: "verbose", value: "true", origin: .commandLine(word)))
        case "--debug":
            // kc.sh lets a port follow.
            if let port = words.first, Int(port) != nil { words.removeFirst() }
        default:
            if word.hasPrefix("--config-file=") {
                configurationFile = String(word.dropFirst("--config-file=".count))
                return true
            }
            if word.hasPrefix("-D") {
                takeProperty(word)
                return true
            }
            return word.hasPrefix("--debug=") || word.hasPrefix("--profile=")
        }
        return true
    }

    private mutating func takeProperty(_ word: String) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { properties[parts[0]] = parts[1] }
    }

    /// Takes the properties of the variables that kc.sh hands to Java; the command line's win over them, and of those
    /// `kc.` begins the name of an option, which wins over a variable (SysPropConfigSource). What else stands there, Keycloak
    /// does not read.
    mutating func takeJavaOptions(_ environment: [String: String]) {
        let own = properties
        for variable in ["JAVA_OPTS", "JAVA_OPTS_APPEND"] {
            for word in (environment[variable] ?? "").split(separator: " ")
            where ["-Dkc.", "-Dkeycloak.migration."].contains(where: { word.hasPrefix($0) }) {
                takeProperty(String(word))
            }
        }
        properties.merge(own) { $1 }
        let options = properties.filter { $0.key.hasPrefix("kc.") }.sorted { $0.key < $1.key }
        given.insert(
            contentsOf: options.map { name, value in
                let plain = plainProviderName(String(name.dropFirst("kc.".count)))
                return Given(name: plain, value: value, origin: .commandLine("-D" + name))
            }, at: 0)
    }

    private mutating func take(_ name: String, _ value: String?, _ words: inout ArraySlice<String>) throws(OptionError)
    {
        let plain = plainProviderName(name)
        let origin = Given.Origin.commandLine("--" + name)
        if let value { return given.append(Given(name: plain, value: value, origin: origin)) }
        switch Self.valueOf(plain) {
        case .none: given.append(Given(name: plain, value: "true", origin: origin))
        case .flag:
            let isFlag = words.first.map { ["true", "false"].contains($0.lowercased()) } ?? false
            given.append(Given(name: plain, value: isFlag ? words.removeFirst() : "true", origin: origin))
        case .text:
            guard let next = words.first, !next.hasPrefix("--") else {
                if Option.named(plain) == nil { return given.append(Given(name: plain, value: "", origin: origin)) }
                throw OptionError(description: "--\(name) wants a value")
            }
            given.append(Given(name: plain, value: words.removeFirst(), origin: origin))
        }
    }

    private enum Kind { case none, flag, text }

    /// What may follow a name. One that nobody knows takes the next word if that is no option, so that it isn't a file.
    private static func valueOf(_ name: String) -> Kind {
        if let option = Option.named(name) {
            if case .flag = option.value { return .flag }
            return .text
        }
        guard let option = KeycloakOption.named(name) else { return .text }
        if option.placeholder.isEmpty { return .none }
        return option.placeholder == "true|false" ? .flag : .text
    }
}
