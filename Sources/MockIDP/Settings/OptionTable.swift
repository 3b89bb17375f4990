extension Option {
    /// Every option that is followed, in the order of `--help`. Keycloak's others are in `KeycloakOption`.
    public static let table: [Option] =
        listening + administrators + databases + addresses + https + logging + probes + features + extensions

    private static let listening = [
        Option("port", keycloak: "http-port", .text("8080"), "HTTP port; 0 picks a free one and prints it.") {
            settings, text throws(OptionError) in
            settings.port = try portNumber(text)
        },
        Option(
            "management-port", keycloak: "http-management-port", .text("9000"),
            "Port of /health and /metrics; 0 picks a free one, 'none' opens none."
        ) { settings, text throws(OptionError) in
            settings.managementPort = text == "none" ? nil : try portNumber(text)
        },
        Option(
            "host", keycloak: "http-host", .text("ADDRESS"),
            "Address to listen on; 127.0.0.1, and 0.0.0.0 under start and start-dev."
        ) { $0.host = $1 },
        Option(nil, keycloak: "http-management-host", .text("ADDRESS"), "Address of the management port.") {
            $0.managementHost = $1
        },
        Option(nil, keycloak: "http-enabled", .flag, "Whether the HTTP port is opened.") {
            settings, text throws(OptionError) in
            settings.httpEnabled = try flag(text)
        },
        Option("loops", .text("N"), "How many threads serve; one a core without it.") {
            settings, text throws(OptionError) in
            settings.loops = try number(text, 1...256)
        },
    ]

    private static let administrators = [
        Option("admin", .text("USER:PASSWORD"), isSecret: true, "Administrator that a new database gets; admin:admin.")
        {
            settings, text throws(OptionError) in
            guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
                throw OptionError(description: "wants USER:PASSWORD")
            }
            settings.adminUsername = String(text[..<colon])
            settings.adminPassword = String(text[text.utf8.index(after: colon)...])
        },
        Option(
            nil, keycloak: "bootstrap-admin-username", also: ["KEYCLOAK_ADMIN", "KEYCLOAK_USER"], .text("USER"),
            "The administrator's name; temp-admin when only the password is given."
        ) { $0.adminUsername = $1 },
        Option(
            nil, keycloak: "bootstrap-admin-password", also: ["KEYCLOAK_ADMIN_PASSWORD", "KEYCLOAK_PASSWORD"],
            .text("PASSWORD"), isSecret: true, "The administrator's password."
        ) { $0.adminPassword = $1 },
        Option(
            nil, keycloak: "bootstrap-admin-client-id", .text("CLIENT"),
            "A client whose service account administers; temp-admin when only the secret is given."
        ) { $0.adminClientID = $1 },
        Option(
            nil, keycloak: "bootstrap-admin-client-secret", .text("SECRET"), isSecret: true, "That client's secret."
        ) { $0.adminClientSecret = $1 },
    ]

    private static let databases = [
        Option(
            "database", also: ["MOCKIDP_DB"], .text("FILE"), "SQLite file that keeps the state; in memory without it."
        ) {
            $0.databaseFile = $1.isEmpty ? nil : $1
        },
        Option(
            nil, keycloak: "db", .text("dev-mem|dev-file|FILE"),
            "dev-mem is memory, dev-file data/mockidp.db; a path means --database; other vendors are not connected to."
        ) { settings, text throws(OptionError) in
            if text.isEmpty { return settings.databaseFile = nil }
            if text.contains("/") || text.contains(".") { return settings.databaseFile = text }
            let vendors = ["dev-file", "dev-mem", "mariadb", "mssql", "mysql", "oracle", "postgres", "tidb"]
            guard vendors.contains(text) else {
                throw OptionError(
                    description: "wants \(vendors.joined(separator: ", ")) or the path of a file, not '\(text)'")
            }
            settings.databaseVendor = text
        },
        Option(nil, keycloak: "import-realm", .flag, "Also imports the realm files in data/import.") {
            settings, text throws(OptionError) in
            settings.importsFromDataFolder = try flag(text)
        },
        Option(nil, keycloak: "override", .flag, "Whether an import makes realms that are there anew.") {
            settings, text throws(OptionError) in
            settings.exchange.overrides = try flag(text)
        },
        Option(nil, keycloak: "file", .text("FILE"), "The file of import and export.") { $0.exchange.file = $1 },
        Option(nil, keycloak: "dir", .text("FOLDER"), "The folder of import and export.") { $0.exchange.folder = $1 },
        Option(nil, keycloak: "realm", .text("REALM"), "The realm to export; all without it.") {
            $0.exchange.realm = $1
        },
        Option(nil, keycloak: "users", .text("different_files|realm_file|same_file|skip"), "Where export writes users.")
        {
            settings, text throws(OptionError) in
            settings.exchange.users = try choice(
                text,
                [
                    ("different_files", .differentFiles), ("realm_file", .realmFile), ("same_file", .sameFile),
                    ("skip", .skip),
                ])
        },
        Option(nil, keycloak: "users-per-file", .text("50"), "How many users export writes to a file.") {
            settings, text throws(OptionError) in
            settings.exchange.usersPerFile = try number(text, 1...1_000_000)
        },
    ]
}
