extension Settings {
    /// The text of `show-config`, in Keycloak's form: each option that is set, its value and where it was set.
    public static func shown(
        arguments: [String], environment: [String: String], as manner: Manner
    ) throws(OptionError) -> String {
        var words = try CommandWords(arguments)
        words.takeJavaOptions(environment)
        let given = try given(words, environment, manner).followed
        var checked = Settings()
        for value in given { try checked.take(value, .command) }
        let last = Dictionary(given.map { ($0.name, $0) }, uniquingKeysWith: { _, later in later })
        let lines = last.values.sorted { $0.name < $1.name }.map { given in
            "\tkc.\(given.name) =  \(isSecret(given.name) ? "*******" : given.value) (\(given.origin.kind))"
        }
        let mode = manner == .start ? "production" : "development"
        return (["Current Mode: \(mode)", "Current Configuration:"] + lines).joined(separator: "\n")
    }

    private static func isSecret(_ name: String) -> Bool {
        if Option.named(name)?.isSecret ?? false { return true }
        return ["password", "secret", "-pass", "header"].contains { name.includes($0) }
    }
}
