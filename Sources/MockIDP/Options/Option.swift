/// One option of `mockidp serve`: the table of them makes the command line, the environment variables and `--help`.
public struct Option: Sendable {
    /// Names on the command line without the dashes: the first is shown, the others are Keycloak's spelling of the same.
    public let names: [String]
    /// The environment variables that set it, the first one set wins.
    public let variables: [String]
    /// What stands for the value in `--help`.
    public let placeholder: String
    /// One sentence.
    public let help: String
    /// Takes the value into the settings.
    let apply: @Sendable (inout Settings, String) throws(OptionError) -> Void

    /// Every option, in the order of `--help`.
    public static let table: [Option] = [
        Option(
            names: ["port", "http-port"], variables: ["KC_HTTP_PORT"], placeholder: "8080",
            help: "HTTP port; 0 picks a free one and prints it."
        ) { settings, text throws(OptionError) in
            settings.port = try number(text, "port")
        },
        Option(
            names: ["management-port", "http-management-port"], variables: ["KC_HTTP_MANAGEMENT_PORT"],
            placeholder: "9000", help: "Port of /health; 0 picks a free one, 'none' opens none."
        ) { settings, text throws(OptionError) in
            settings.managementPort = text == "none" ? nil : try number(text, "management-port")
        },
        Option(
            names: ["host", "http-host"], variables: ["KC_HTTP_HOST"], placeholder: "127.0.0.1",
            help: "Address to listen on."
        ) { $0.host = $1 },
        Option(
            names: ["db"], variables: ["MOCKIDP_DB"], placeholder: "FILE",
            help: "SQLite file that keeps the state; in memory without it."
        ) { $0.databaseFile = $1.isEmpty ? nil : $1 },
        Option(
            names: ["admin"], variables: ["MOCKIDP_ADMIN"], placeholder: "USER:PASSWORD",
            help: "Administrator that a new database gets; admin:admin without it."
        ) { settings, text throws(OptionError) in
            guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
                throw OptionError(description: "--admin wants USER:PASSWORD")
            }
            settings.adminUsername = String(text[..<colon])
            settings.adminPassword = String(text[text.index(after: colon)...])
        },
        Option(
            names: ["bootstrap-admin-username"], variables: ["KC_BOOTSTRAP_ADMIN_USERNAME", "KEYCLOAK_ADMIN"],
            placeholder: "USER", help: "The administrator's name, as Keycloak spells it."
        ) { $0.adminUsername = $1 },
        Option(
            names: ["bootstrap-admin-password"], variables: ["KC_BOOTSTRAP_ADMIN_PASSWORD", "KEYCLOAK_ADMIN_PASSWORD"],
            placeholder: "PASSWORD", help: "The administrator's password, as Keycloak spells it."
        ) { $0.adminPassword = $1 },
        Option(
            names: ["https-port"], variables: ["KC_HTTPS_PORT"], placeholder: "8443",
            help: "HTTPS port, with the two files below."
        ) { settings, text throws(OptionError) in
            settings.httpsPort = try number(text, "https-port")
        },
        Option(
            names: ["https-certificate-file"], variables: ["KC_HTTPS_CERTIFICATE_FILE"], placeholder: "PEM",
            help: "Certificate chain for HTTPS."
        ) { $0.certificateFile = $1 },
        Option(
            names: ["https-certificate-key-file"], variables: ["KC_HTTPS_CERTIFICATE_KEY_FILE"], placeholder: "PEM",
            help: "Private key for HTTPS."
        ) { $0.certificateKeyFile = $1 },
        Option(
            names: ["loops"], variables: ["MOCKIDP_LOOPS"], placeholder: "N",
            help: "How many threads serve; one a core without it."
        ) { settings, text throws(OptionError) in
            let loops = try number(text, "loops")
            guard (1...256).contains(loops) else { throw OptionError(description: "--loops wants 1 to 256") }
            settings.loops = loops
        },
    ]

    private static func number(_ text: String, _ name: String) throws(OptionError) -> Int {
        guard let number = Int(text), (0...65_535).contains(number) else {
            throw OptionError(description: "--\(name) wants a number from 0 to 65535, not '\(text)'")
        }
        return number
    }
}

extension Settings {
    /// The settings that a command line and an environment ask for; the command line wins.
    ///
    /// Words that are no option are realm files or folders to import. Throws on an unknown option or a bad value.
    public init(arguments: [String], environment: [String: String]) throws(OptionError) {
        self.init()
        for option in Option.table {
            if let value = option.variables.lazy.compactMap({ environment[$0] }).first {
                try option.apply(&self, value)
            }
        }
        var words = arguments[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("--") else {
                imports.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, let option = Option.table.first(where: { $0.names.contains(String(name)) })
            else {
                throw OptionError(description: "unknown option \(word); --help lists the options")
            }
            guard let value = parts.count == 2 ? String(parts[1]) : words.popFirst() else {
                throw OptionError(description: "--\(name) wants a value")
            }
            try option.apply(&self, value)
        }
        try complete()
    }

    private mutating func complete() throws(OptionError) {
        guard (certificateFile == nil) == (certificateKeyFile == nil) else {
            throw OptionError(description: "HTTPS wants both --https-certificate-file and --https-certificate-key-file")
        }
        if certificateFile != nil { httpsPort = httpsPort ?? 8443 }
        if httpsPort != nil, certificateFile == nil {
            throw OptionError(
                description: "--https-port wants --https-certificate-file and --https-certificate-key-file")
        }
    }

    /// The text of `mockidp serve --help`.
    public static var help: String {
        let rows = Option.table.map { option in
            (
                left: "  --\(option.names[0]) \(option.placeholder)",
                right: option.help + (option.variables.isEmpty ? "" : " [\(option.variables.joined(separator: ", "))]")
            )
        }
        let width = rows.map(\.left.count).max() ?? 0
        return
            (["usage: mockidp serve [OPTION …] [REALM.json | FOLDER …]", ""]
            + rows.map { $0.left + String(repeating: " ", count: width + 2 - $0.left.count) + $0.right })
            .joined(separator: "\n")
    }
}
