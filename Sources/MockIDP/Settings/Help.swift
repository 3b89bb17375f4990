extension Invocation {
    /// The text of `mockidp --help`.
    public static var usage: String {
        let rows = commands.map { (left: "  \($0.name) \($0.synopsis)", right: $0.help) }
        return """
            mockidp stands in for Keycloak \(Keycloak.version) in tests and on a laptop.

            usage: mockidp [COMMAND] [OPTION …]; without a command it serves

            \(table(rows))

            `mockidp serve --help` lists the options.
            """
    }

    /// The text of `mockidp COMMAND --help`: what it does, and the options that have a meaning for it.
    public static func help(_ command: String) -> String {
        let known = commands.first { $0.name == command }
        let usage = "usage: mockidp \(command) \(known?.synopsis ?? "")"
        let own = known?.own ?? []
        let beginning =
            trimmedEnd(usage) + (known.map { "\n\n" + $0.help } ?? "") + (own.isEmpty ? "" : "\n\n" + table(own))
        guard let names = known?.options else { return beginning + "\n\n" + allOptions }
        if names.isEmpty { return beginning }
        return """
            \(beginning)

            It takes every option of the server, or its environment variable. These say where that is:

            \(table(Option.table.filter { !Set(names).isDisjoint(with: $0.names) }))
            """
    }

    /// Our options, then the rest of Keycloak's.
    private static var allOptions: String {
        """
        Each option may also stand in its environment variable, or as NAME=VALUE in conf/keycloak.conf or the file of -cf.

        \(table(Option.table))

        Keycloak's options that may change answers and are not followed; the log says so:

        \(table(rows(.aloud)))

        Keycloak's options that have no meaning here:

        \(table(rows(.quiet)))

        -cf, --config-file FILE is read instead of conf/keycloak.conf; -D… and other --spi-… are ignored.
        """
    }

    private static func table(_ options: [Option]) -> String {
        table(options.map { (left: "  " + $0.signature, right: $0.description) })
    }

    private static func rows(_ treatment: KeycloakOption.Treatment) -> [(left: String, right: String)] {
        KeycloakOption.all.filter { $0.treatment == treatment }.map { option in
            ("  --\(option.name) \(option.placeholder)", option.note)
        }
    }

    /// Two columns; what is too wide for the first has a line of its own, and the second goes on below itself.
    private static func table(_ rows: [(left: String, right: String)]) -> String {
        let width = 34
        let indent = String(repeating: " ", count: width)
        return rows.map { left, right in
            if right.isEmpty { return trimmedEnd(left) }
            let gap = width - left.count
            let start = left + (gap > 1 ? String(repeating: " ", count: gap) : "\n" + indent)
            return start + wrapped(right, at: 100).joined(separator: "\n" + indent)
        }.joined(separator: "\n")
    }

    /// The text in lines of so many letters at most, broken between words.
    private static func wrapped(_ text: String, at width: Int) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Option {
    /// `--port, --http-port 8080`.
    var signature: String {
        let shown = names.map { "--" + $0 }.joined(separator: ", ")
        return if case .text(let placeholder) = value { shown + " " + placeholder } else { shown }
    }

    /// The sentence about it, and its variables.
    var description: String { help + " [\(variables.joined(separator: ", "))]" }
}

extension Invocation {
    /// A script that completes commands and options in bash.
    public static var completion: String {
        let options = Set(
            Option.table.flatMap(\.names) + KeycloakOption.all.filter { $0.treatment != .former }.map(\.name))
        let words = commands.map(\.name) + options.filter { !$0.contains("<") }.map { "--" + $0 }.sorted()
        return """
            _mockidp() {
                local words="\(words.joined(separator: " "))"
                COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _mockidp mockidp kc.sh
            """
    }
}
