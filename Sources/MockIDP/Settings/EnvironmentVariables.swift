/// The options that environment variables give: `KC_HTTP_PORT` for `--http-port`, `MOCKIDP_LOOPS` for `--loops`.
enum EnvironmentVariables {
    /// The options of an environment; of several variables for one option the first in its table counts. An empty variable
    /// counts as not set.
    static func read(_ whole: [String: String]) throws(OptionError) -> [Given] {
        let isOurs = { (name: String) in ["KC_", "KCRAW_", "KEYCLOAK_", "MOCKIDP_"].contains { name.hasPrefix($0) } }
        let ours = whole.filter { isOurs($0.key) && !$0.value.isEmpty && !isAddressOfService($0.value) }
        if ours.isEmpty { return [] }  // the most frequent case, and a start has little time
        let (named, environment) = try unfolded(ours, whole)
        var taken: [Given] = []
        var known: Set<String> = []
        for option in Option.table {
            let name = option.keycloak ?? option.own ?? ""
            for variable in option.variables {
                known.insert(variable)
                guard let value = environment[variable], taken.last?.name != name else { continue }
                taken.append(Given(name: name, value: value, origin: .variable(variable)))
            }
        }
        return taken + others(environment.filter { !known.contains($0.key) }) + named
    }

    /// The values that variables stand for (KcEnvConfigSource): `KCRAW_X` is `KC_X` with every `$` as it stands, and
    /// `KCKEY_X` names the option that one of the two is for, where upper case cannot.
    private static func unfolded(
        _ ours: [String: String], _ whole: [String: String]
    ) throws(OptionError) -> (named: [Given], rest: [String: String]) {
        var named: [Given] = []
        var rest: [String: String] = [:]
        for (variable, text) in ours.sorted(by: { $0.key < $1.key }) {
            let isRaw = variable.hasPrefix("KCRAW_")
            let base = String(variable.dropFirst(isRaw ? "KCRAW_".count : "KC_".count))
            if isRaw, whole["KC_" + base] != nil {
                throw OptionError(description: "Both KC_\(base) and KCRAW_\(base) are set. Use only one.")
            }
            let value = isRaw ? text : ConfigurationFile.expanded(text, whole)
            if isRaw || variable.hasPrefix("KC_"), let name = whole["KCKEY_" + base] {
                named.append(Given(name: plainProviderName(name), value: value, origin: .variable(variable)))
            } else {
                rest[isRaw ? "KC_" + base : variable] = value
            }
        }
        return (named, rest)
    }

    /// A Service of Kubernetes that is called `mockidp` or `kc` puts `MOCKIDP_PORT=tcp://10.96.0.1:8080` into every container
    /// (Kubernetes' documentation of Service, "Environment variables"), as links of Docker did: no setting of ours.
    private static func isAddressOfService(_ value: String) -> Bool {
        ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
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
