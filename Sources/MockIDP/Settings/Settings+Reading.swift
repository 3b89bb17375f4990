extension Settings {
    /// How a command takes its options.
    public enum Manner: Sendable {
        /// Ours: what it does not know is refused.
        case own
        /// `start-dev`: what it does not know is said and ignored.
        case startDev
        /// `start`: the same.
        case start
        /// Keycloak's commands that serve nothing: what they do not know is refused, and how to serve does not matter.
        case command

        /// Keycloak's name for it in configuration files.
        var profile: String { self == .start || self == .command ? "prod" : "dev" }
        /// Whether an unknown word ends it. A typing error in `import --override=false` would cost a realm.
        var isStrict: Bool { self == .own || self == .command }
    }

    /// The settings that a command line and an environment ask for; the command line wins over the environment, and that
    /// over `conf/keycloak.conf`.
    ///
    /// Words that are no option are realm files or folders to import. Throws on a bad value, and, but for Keycloak's own
    /// commands, on an unknown option.
    public init(arguments: [String], environment: [String: String], as manner: Manner = .own) throws(OptionError) {
        self.init()
        var words = try CommandWords(arguments)
        words.takeJavaOptions(environment)
        if manner != .own { host = "0.0.0.0" }
        let given = try Self.given(words, environment, manner)
        for value in given.followed { try take(value, manner) }
        notices += given.notices
        try takeRest(words, manner)
        takeProperties(words.properties)
        try complete(manner)
    }

    /// The words that belong to no option known.
    mutating func takeRest(_ words: CommandWords, _ manner: Manner) throws(OptionError) {
        if manner.isStrict, let word = words.unknown.first ?? (manner == .command ? words.operands.first : nil) {
            throw OptionError(description: "unknown option \(word); --help lists the options")
        }
        if manner == .own {
            imports += words.operands
        } else {
            notices += words.unknown.map { "\($0) is unknown and ignored" }
            notices += words.operands.map { "'\($0)' is no option and is ignored" }
        }
    }

    /// The imports and exports that public set-ups of older versions ask for by system properties, as Keycloak reads them
    /// still (ExportImportConfig).
    private mutating func takeProperties(_ properties: [String: String]) {
        switch properties["keycloak.migration.action"] {
        case nil: break
        case "import":
            imports += ["file", "dir"].compactMap { properties["keycloak.migration.\($0)"] }
            if properties["keycloak.migration.strategy"] == "OVERWRITE_EXISTING" { exchange.overrides = true }
        default: notices.append("-Dkeycloak.migration.action is not followed; see the command export")
        }
        if let path = properties["keycloak.import"] { imports.append(path) }
    }

    /// All that is given, the later over the earlier, and what is said of the rest.
    static func given(
        _ words: CommandWords, _ environment: [String: String], _ manner: Manner
    ) throws(OptionError) -> (followed: [Given], notices: [String]) {
        // SmallRye replaces ${NAME} wherever a value comes from: images have it in commands that no shell reads.
        let onCommandLine = words.given.map { given in
            Given(
                name: given.name, value: ConfigurationFile.expanded(given.value, environment), origin: given.origin)
        }
        let asked =
            try configuration(words.configurationFile, environment, manner) + EnvironmentVariables.read(environment)
            + onCommandLine
        guard words.isOptimized, let built = try BuiltConfiguration.kept() else { return (asked, []) }
        return BuiltConfiguration.joined(asked, with: built)
    }

    /// The options of the configuration file that was named, or of the one in its place.
    private static func configuration(
        _ named: String?, _ environment: [String: String], _ manner: Manner
    ) throws(OptionError) -> [Given] {
        guard let path = named ?? environment["KC_CONFIG_FILE"] ?? Home.file("conf/keycloak.conf") else { return [] }
        do {
            let text = String(decoding: try Files.read(path), as: UTF8.self)
            return ConfigurationFile.read(text, path: path, profile: manner.profile, environment)
        } catch {
            throw OptionError(description: "cannot read the configuration file \(error)")
        }
    }

    mutating func take(_ given: Given, _ manner: Manner) throws(OptionError) {
        if let option = Option.named(given.name) {
            // As in Keycloak, where a value is often that of a variable that nobody set.
            if given.value.isEmpty, manner != .own { return }
            do {
                try option.apply(
                    &self, isPattern(option.keycloak ?? "", of: given.name) ? completed(given) : given.value)
            } catch { throw OptionError(description: "\(given.origin) \(error.description)") }
            return
        }
        if let option = KeycloakOption.named(given.name) {
            if let notice = option.notice(given) { notices.append(notice) }
            return
        }
        if given.name.hasPrefix("spi-") {
            if Self.changesAnswers(given) { notices.append("\(given.origin) is not followed") }
            return
        }
        try refuse(given, manner)
    }

    /// Whether a provider's option that is not followed may be missed: those of the protocol, of addresses and of profiles.
    /// The switches among them are off by themselves.
    private static func changesAnswers(_ given: Given) -> Bool {
        given.value.lowercased() != "false"
            && ["spi-login-protocol-", "spi-user-profile-", "spi-hostname-"].contains { given.name.hasPrefix($0) }
    }

    /// The value of an option whose name is completed by the user: `org.keycloak:debug` for `log-level-org.keycloak=debug`.
    private func completed(_ given: Given) -> String {
        let start = KeycloakOption.named(given.name)?.name.prefix { $0 != "<" }.count ?? 0
        return given.name.dropFirst(start) + ":" + given.value
    }

    /// What nobody knows: an error on our command line, else a notice.
    private mutating func refuse(_ given: Given, _ manner: Manner) throws(OptionError) {
        let known = Option.table.flatMap(\.names) + KeycloakOption.all.map(\.name)
        let near = nearestName(to: given.name, among: known).map { "; did you mean --\($0)?" } ?? ""
        if manner.isStrict, case .commandLine = given.origin {
            throw OptionError(
                description: "unknown option \(given.origin)\(near.isEmpty ? ";" : near) --help lists the options")
        }
        notices.append("\(given.origin) is unknown and ignored\(near)")
    }

    /// What only all settings together decide.
    private mutating func complete(_ manner: Manner) throws(OptionError) {
        completeDatabase()
        if manner == .command { return }
        try completeTLS()
        let hasCertificate = certificateFile != nil || keyStoreFile != nil || makesCertificate
        httpsPort = hasCertificate ? httpsPort ?? 8443 : nil
        if manner == .startDev, httpEnabled == false {
            // HttpPropertyMappers asks nobody in development mode.
            notices.append("--http-enabled=false is not followed: in development mode HTTP is open, as in Keycloak")
            httpEnabled = nil
        }
        if manner == .start, httpsPort != nil { httpEnabled = httpEnabled ?? false }
        if httpEnabled == false, httpsPort == nil {
            throw OptionError(
                description: "with --http-enabled=false HTTPS wants a certificate: --https-certificate-file and "
                    + "--https-certificate-key-file, or --tls auto")
        }
        if manner == .start, httpsPort == nil, httpEnabled == nil {
            notices.append("there is no certificate, and --http-enabled is not set, where Keycloak ends: HTTP is open")
        }
        if adminClientID != nil, adminClientSecret == nil {
            notices.append("--bootstrap-admin-client-id counts only with --bootstrap-admin-client-secret")
        }
        if log.logsRequests, !["common", "combined"].contains(log.requestPattern) {
            notices.append("--http-access-log-pattern is not followed: requests are logged as by 'combined'")
        }
        notices += Features(self).notices
        if hasNoManagementPort { managementPort = nil }
        try checkPorts()
        try completeAddresses(manner)
    }

    /// Two ports of one number would be told that the other is another program's.
    private func checkPorts() throws(OptionError) {
        var taken: [Int: String] = [:]
        let ports = [
            ("--port", httpEnabled == false ? nil : port), ("--https-port", httpsPort),
            ("--management-port", managementHost ?? host == host ? managementPort : nil),
        ]
        for case (let name, let number?) in ports where number != 0 {
            if let other = taken.updateValue(name, forKey: number) {
                throw OptionError(description: "\(other) and \(name) are both \(number)")
            }
        }
    }

    /// Where the state is kept. `dev-file` is a file below `data`, as in Keycloak, where there is that folder.
    private mutating func completeDatabase() {
        guard let vendor = databaseVendor, vendor != "dev-mem", databaseFile == nil else { return }
        if vendor == "dev-file", let folder = Home.file("data") {
            let file = folder + "/mockidp.db"
            notices.append("--db dev-file: the state is kept in \(file)")
            databaseFile = file
        } else {
            notices.append("--db \(vendor): the state is kept in memory, and gone at the end; --database FILE keeps it")
        }
    }

    /// Where the certificate comes from.
    private mutating func completeTLS() throws(OptionError) {
        guard (certificateFile == nil) == (certificateKeyFile == nil) else {
            throw OptionError(description: "HTTPS wants both --https-certificate-file and --https-certificate-key-file")
        }
        // Keycloak's default store, with its default password.
        if certificateFile == nil, keyStoreFile == nil, !makesCertificate {
            keyStoreFile = Home.file("conf/server.keystore")
        }
        if makesCertificate, certificateFile != nil || keyStoreFile != nil {
            notices.append("--tls auto makes no certificate, for one is given")
            makesCertificate = false
        } else if !makesCertificate, tlsAuthorityFile != nil || !tlsNames.isEmpty {
            notices.append("--tls-ca-file and --tls-names count only with --tls auto")
        }
    }

    /// The rules of Keycloak's HostnameV2ProviderFactory.
    private mutating func completeAddresses(_ manner: Manner) throws(OptionError) {
        if hostnameAdmin != nil, !hostnameIsURL {
            throw OptionError(description: "--hostname must be set to a URL when --hostname-admin is set")
        }
        if backchannelIsDynamic, !hostnameIsURL {
            throw OptionError(
                description: "--hostname-backchannel-dynamic must be false if --hostname is not provided as full URL")
        }
        if manner != .own, hostname == nil, hostnameIsStrict ?? (manner == .start) {
            notices.append("--hostname is not set, where Keycloak asks for it: issuers follow the requests")
        }
    }
}
