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
        Option("tls", .text("auto"), "auto makes a test CA and a certificate for HTTPS.") {
            settings, text throws(OptionError) in
            settings.makesCertificate = try choice(text, [("auto", true), ("none", false)])
        },
        Option(
            "tls-names", .text("NAME,…"), "What that certificate is for; localhost, 127.0.0.1, ::1 and the host name."
        ) {
            $0.tlsNames = commaList($1)
        },
        Option("tls-ca-file", .text("FILE"), "Where the certificate of that CA is written.") {
            $0.tlsAuthorityFile = $1
        },
        Option(
            nil, keycloak: "https-key-store-file", .text("FILE"),
            "PKCS#12 or JKS file with certificate and key; conf/server.keystore where that is."
        ) {
            $0.keyStoreFile = $1
        },
        Option(
            nil, keycloak: "https-key-store-password", .text("PASSWORD"), isSecret: true,
            "Its password; 'password' without it."
        ) { $0.keyStorePassword = $1 },
        Option(
            nil, keycloak: "https-client-auth", .text("none|request|required"),
            "Whether clients show a certificate that is checked; any may without it, and none is checked."
        ) { settings, text throws(OptionError) in
            settings.clientAuthentication = try choice(
                text, [("none", .never), ("request", .request), ("required", .required)])
        },
        Option(nil, keycloak: "https-trust-store-file", .text("FILE"), "Whose clients are let in; PEM, PKCS#12 or JKS.")
        {
            $0.trustStoreFile = $1
        },
        Option(
            nil, keycloak: "https-trust-store-password", .text("PASSWORD"), isSecret: true, "The password of that file."
        ) { $0.trustStorePassword = $1 },
        Option(nil, keycloak: "truststore-paths", .text("PATH,…"), "Further such files, or folders of them.") {
            $0.truststorePaths = commaList($1)
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
            try settings.log.setLevel(text)
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
        Option(nil, keycloak: "log", .text("console,file"), "Where lines go.") { settings, text throws(OptionError) in
            let places = ["console", "file", "syslog"]
            for place in commaList(text) { _ = try choice(place, places.map { ($0, $0) }) }
            settings.log.places = Set(commaList(text).map { $0.lowercased() })
            if settings.log.places.contains("syslog") {
                settings.notices.append("lines of the log do not go to syslog")
            }
        },
        Option(nil, keycloak: "log-file", .text("FILE"), "The file that lines go to; data/log/keycloak.log.") {
            $0.log.file = $1
        },
        Option(nil, keycloak: "http-access-log-enabled", .flag, "Whether every request is logged.") {
            settings, text throws(OptionError) in
            settings.log.logsRequests = try flag(text)
        },
        Option(
            nil, keycloak: "http-access-log-pattern", .text("common|combined"), "What is logged of a request."
        ) { settings, text throws(OptionError) in
            settings.log.requestPattern = text
        },
    ]

    /// Health and metrics.
    static let probes = [
        Option("ready-file", .text("FILE"), "Written once the server answers: its addresses, as NAME=VALUE lines.") {
            $0.readyFile = $1
        },
        Option(nil, keycloak: "health-enabled", .flag, "Whether /health is answered; true without it.") {
            settings, text throws(OptionError) in
            settings.healthIsEnabled = try flag(text)
        },
        Option(nil, keycloak: "http-management-health-enabled", .flag, "Whether the management port answers /health.") {
            settings, text throws(OptionError) in
            settings.managementHealthIsEnabled = try flag(text)
        },
        Option(
            nil, keycloak: "legacy-observability-interface", .flag,
            "Whether no management port is opened; clients' ports answer /health and /metrics anyway."
        ) { settings, text throws(OptionError) in
            settings.hasNoManagementPort = try flag(text)
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

    /// Keycloak's features.
    static let features = [
        Option(nil, keycloak: "features", .text("NAME[:vN],…"), "Features to switch on; preview means all of those.") {
            $0.features = commaList($1)
        },
        Option(nil, keycloak: "features-disabled", .text("NAME,…"), "Features to switch off.") {
            $0.disabledFeatures = commaList($1)
        },
        Option(nil, keycloak: "feature-<name>", .text("enabled|disabled|vN"), "One feature, switched.") {
            settings, text throws(OptionError) in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            let name = parts.first ?? ""
            switch parts.last {
            case "enabled": settings.featureSwitches[name] = true
            case "disabled": settings.featureSwitches[name] = false
            case let version? where version.hasPrefix("v"): settings.featureSwitches[name + ":" + version] = true
            default: throw OptionError(description: "wants enabled, disabled or a version such as v1")
            }
        },
    ]

    /// Settings of Keycloak's providers (`--spi-…`) that public set-ups use.
    static let extensions = [
        Option(
            nil, keycloak: "spi-user-profile-declarative-user-profile-config-file", .text("FILE"),
            "User profile of realms that have none of their own, a JSON file."
        ) { $0.userProfileFile = $1 },
        Option(
            nil, keycloak: "spi-login-protocol-openid-connect-allow-token-introspection-without-audience-check", .flag,
            "Whether a client may introspect tokens that do not name it."
        ) { settings, text throws(OptionError) in
            settings.introspectsAnyAudience = try flag(text)
        },
        Option(
            nil, keycloak: "spi-login-protocol-openid-connect-allow-userinfo-with-lightweight-access-token", .flag,
            "Whether userinfo takes lightweight access tokens."
        ) { settings, text throws(OptionError) in
            settings.takesLightweightTokensAtUserInfo = try flag(text)
        },
    ]
}
