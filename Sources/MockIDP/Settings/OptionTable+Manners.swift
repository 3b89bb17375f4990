extension Option {
    /// HTTPS and the certificates of clients.
    static let https = [
        Option(nil, keycloak: "https-port", .text("8443"), "HTTPS port, when there is a certificate.") {
            settings, text throws(OptionError) in
            settings.httpsPort = try portNumber(text)
        },
        Option(nil, keycloak: "https-certificate-file", .text("PEM"), "Certificate chain for HTTPS.") {
            $0.certificateFile = $1
        },
        Option(nil, keycloak: "https-certificate-key-file", .text("PEM"), "Private key for HTTPS.") {
            $0.certificateKeyFile = $1
        },
    ]

    /// What is logged, and how.
    static let logging = [
        Option(
            nil, keycloak: "log-level", .text("LEVEL,…"),
            "Least level that is logged, and of categories: info,org.keycloak.events:off."
        ) { settings, text throws(OptionError) in
            try settings.log.setLevels(text)
        },
        Option(nil, keycloak: "log-level-<category>", .text("LEVEL"), "Least level of one category.") {
            settings, text throws(OptionError) in
            try settings.log.setLevels(text)
        },
        Option(nil, keycloak: "log-console-level", .text("LEVEL"), "Least level on standard output.") {
            settings, text throws(OptionError) in
            settings.log.console = try LogLevel(option: text)
        },
        Option(nil, keycloak: "log-console-output", .text("default|json"), "Lines of text or of JSON.") {
            settings, text throws(OptionError) in
            settings.log.isJSON = try choice(text, [("default", false), ("json", true)])
        },
        Option(nil, keycloak: "log-console-color", .flag, "Whether lines have colours; on a terminal without it.") {
            settings, text throws(OptionError) in
            settings.log.isColoured = try flag(text)
        },
        Option(nil, keycloak: "http-access-log-enabled", .flag, "Whether every request is logged.") {
            settings, text throws(OptionError) in
            settings.log.logsRequests = try flag(text)
        },
        Option(
            nil, keycloak: "http-access-log-pattern", .text("common|combined|long"), "What is logged of a request."
        ) { settings, text throws(OptionError) in
            settings.log.requestPattern = text
        },
    ]

    /// Health and metrics.
    static let probes = [
        Option(nil, keycloak: "health-enabled", .flag, "Whether /health is answered; true without it.") {
            settings, text throws(OptionError) in
            settings.healthIsEnabled = try flag(text)
        },
        Option(nil, keycloak: "metrics-enabled", .flag, "Whether /metrics is answered; true without it.") {
            settings, text throws(OptionError) in
            settings.metricsAreEnabled = try flag(text)
        },
        Option(
            nil, keycloak: "http-management-scheme", .text("http|inherited"), "http keeps TLS off the management port."
        ) { settings, text throws(OptionError) in
            settings.managementIsPlain = try choice(text, [("http", true), ("inherited", false)])
        },
    ]

    /// Settings of Keycloak's providers (`--spi-…`) that public set-ups use.
    static let extensions: [Option] = []
}
