/// The options that are settled when Keycloak is built: `build` keeps them, and `--optimized` starts with them. Images are
/// made like that: one stage builds, the next one copies `lib/quarkus` or all of Keycloak's folder and starts.
enum BuiltConfiguration {
    /// Where they are kept. Keycloak's image has the folder, and so has ours; elsewhere nothing is kept.
    private static let folder = "lib/quarkus"
    private static let file = "mockidp.conf"

    /// Those that make a difference here, of the options that Keycloak's `build --help` lists.
    private static let names: Set = [
        "db", "event-metrics-user-enabled", "features", "features-disabled", "fips-mode", "health-enabled",
        "http-management-health-enabled", "http-management-relative-path", "http-relative-path", "https-client-auth",
        "https-management-client-auth", "legacy-observability-interface", "metrics-enabled", "openapi-enabled",
        "openapi-ui-enabled", "vault",
    ]

    /// Whether an option is one of them. Those of providers are some and some: what `build` was told of them holds.
    private static func isSettled(_ name: String) -> Bool { names.contains(name) || name.hasPrefix("feature-") }

    /// What a build has kept; nil without one.
    static func kept() throws(OptionError) -> [Given]? {
        guard let path = Home.file(folder + "/" + file) else { return nil }
        do {
            let text = String(decoding: try Files.read(path), as: UTF8.self)
            return ConfigurationFile.read(text, path: path, profile: "prod", [:])
        } catch {
            throw OptionError(description: "cannot read what build has kept: \(error)")
        }
    }

    /// What an optimized server follows, and what is said of options that come too late (Picocli).
    static func joined(_ asked: [Given], with built: [Given]) -> (followed: [Given], notices: [String]) {
        let values = Dictionary(built.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let late = asked.filter { isSettled($0.name) && values[$0.name] != $0.value && changes($0) }
        return (
            built + asked.filter { !isSettled($0.name) },
            late.map { given in
                let kept = values[given.name].map { "says '\($0)'" } ?? "says nothing of it"
                return "\(given.origin) is not followed with --optimized: what was built \(kept)"
            }
        )
    }

    /// Whether an option asks for something else than there is without it: health and metrics are there anyway.
    private static func changes(_ given: Given) -> Bool {
        var settings = Settings()
        try? settings.take(given, .start)
        return settings != Settings()
    }

    /// Keeps the settled options of a build for the starts that follow; returns false where there is no place for them.
    static func keep(_ given: [Given]) throws -> Bool {
        guard let place = Home.file(folder) else { return false }
        try Files.write(Array(text(given).utf8), to: place + "/" + file)
        return true
    }

    /// The lines of the file, the last value of each option.
    static func text(_ given: [Given]) -> String {
        let settled = given.filter { isSettled($0.name) || $0.name.hasPrefix("spi-") }
        let last = Dictionary(settled.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return last.sorted { $0.key < $1.key }.map { "\($0)=\(escaped($1))\n" }.joined()
    }

    /// A value as a line can have it.
    private static func escaped(_ value: String) -> String {
        value.map { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : String($0) }.joined()
    }
}

extension Settings {
    /// `mockidp build`: looks at the options and keeps those that a build settles.
    ///
    /// - Returns: what is said of options, and whether any could be kept.
    public static func build(
        arguments: [String], environment: [String: String]
    ) throws -> (notices: [String], isKept: Bool) {
        var words = try CommandWords(arguments)
        words.takeJavaOptions(environment)
        words.given.removeAll { $0.name == "optimized" }
        let given = try given(words, environment, .start).followed
        var settings = Settings()
        for value in given { try settings.take(value, .start) }
        try settings.takeRest(words, .start)
        return (settings.notices, try BuiltConfiguration.keep(given))
    }
}
