/// The texts of `--help`.
enum Help {
    /// The commands, or the options of one.
    static func text(of command: Command?, _ name: String) -> String {
        guard let command else { return commands(name) }
        return """
            usage: \(name) \(command.rawValue) \(command.synopsis)

            \(command.summary)

            \(table(command.options.map { (signature($0), $0.help) }))

            \(notes(command))
            """
    }

    private static func commands(_ name: String) -> String {
        """
        Keycloak's command line for administrators, as mockidp has it.

        usage: \(name) COMMAND [OPTION …]

        \(table(Command.allCases.map { ($0.rawValue, $0.summary) }))

        First `\(name) config credentials --server http://localhost:8080 --realm master --user admin`, or the same options
        with every command. `\(name) COMMAND --help` lists the options of one.
        """
    }

    private static func notes(_ command: Command) -> String {
        switch command {
        case .create, .update, .delete:
            """
            NAME may lead into an object (attributes.name, config."dotted.name") or a list (redirectUris[0]); NAME+= adds to a
            list. VALUE is JSON, or else a text.
            """
        case .get, .getRoles: "`-F 'id,client(*)'` prints the members named, `*` all, `-name` all but that one."
        default: "A password is asked for on a terminal."
        }
    }

    private static func signature(_ option: Option) -> String {
        option.names.joined(separator: ", ") + (option.value.map { " <\($0)>" } ?? "")
    }

    private static func table(_ rows: [(left: String, right: String)]) -> String {
        let width = (rows.map(\.left.count).max() ?? 0) + 2
        return rows.map { row in
            "  " + row.left + String(repeating: " ", count: width - row.left.count) + row.right
        }.joined(separator: "\n")
    }
}
