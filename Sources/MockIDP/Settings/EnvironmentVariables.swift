/// The options that environment variables give: `KC_HTTP_PORT` for `--http-port`, `MOCKIDP_LOOPS` for `--loops`.
enum EnvironmentVariables {
    /// The options of an environment; of several variables for one option the first in its table counts. An empty variable
    /// counts as not set.
    static func read(_ environment: [String: String]) -> [Given] {
        let isOurs = { (name: String) in ["KC_", "KEYCLOAK_", "MOCKIDP_"].contains { name.hasPrefix($0) } }
        let environment = environment.filter { isOurs($0.key) }
        if environment.isEmpty { return [] }  // the most frequent case, and a start has little time
        var taken: [Given] = []
        var known: Set<String> = []
        for option in Option.table {
            let name = option.keycloak ?? option.own ?? ""
            for variable in option.variables {
                known.insert(variable)
                guard let value = environment[variable], !value.isEmpty, taken.last?.name != name else { continue }
                taken.append(Given(name: name, value: value, origin: .variable(variable)))
            }
        }
        return taken + others(environment.filter { !known.contains($0.key) && !$0.value.isEmpty })
    }

    /// Variables of Keycloak's options that are not in our table, and of names that nobody knows.
    private static func others(_ environment: [String: String]) -> [Given] {
        environment.compactMap { variable, value in
            guard variable.hasPrefix("KC_"), !ofContainers.contains(variable) else { return nil }
            let name = String(variable.dropFirst(3).lowercased().map { $0 == "_" ? "-" : $0 })
            return Given(name: completed(plainProviderName(name)), value: value, origin: .variable(variable))
        }.sorted { $0.name < $1.name }
    }

    /// A category is written with dots: `KC_LOG_LEVEL_ORG_KEYCLOAK` is `log-level-org.keycloak`.
    private static func completed(_ name: String) -> String {
        let start = "log-level-"
        guard name.hasPrefix(start) else { return name }
        return start + String(name.dropFirst(start.count).map { $0 == "-" ? "." : $0 })
    }

    /// Variables of Keycloak's image and scripts, which are no options.
    private static let ofContainers: Set<String> = [
        "KC_RUN_IN_CONTAINER", "KC_CONFIG_FILE", "KC_DEBUG", "KC_HOME_DIR", "KC_CONF_DIR",
    ]
}
