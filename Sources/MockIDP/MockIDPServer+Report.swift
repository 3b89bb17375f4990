extension MockIDPServer {
    /// The lines that people and scripts wait for, as soon as the server answers: Keycloak's own.
    ///
    /// - Parameters:
    ///   - milliseconds: how long the start took.
    ///   - profile: `dev` or `prod`.
    public func announce(startedIn milliseconds: Int, profile: String) {
        let log = services.log.atStart
        for notice in settings.notices { log.warning(notice) }
        log.info("Bootstrap completed in \(seconds(milliseconds)) seconds", .application)
        log.info(
            "Keycloak \(Self.keycloakVersion) on JVM (powered by Quarkus \(quarkusVersion)) started in "
                + "\(seconds(milliseconds))s. Listening on: \(addresses.joined(separator: " and ")).\(management)",
            .quarkus)
        log.info("Profile \(profile) activated. ", .quarkus)
    }

    private var addresses: [String] {
        let http = settings.httpEnabled == false ? [] : [address("http", port)]
        return http + (httpsPort.map { [address("https", $0)] } ?? [])
    }

    private var management: String {
        managementAddress.map { " Management interface listening on \($0)." } ?? ""
    }

    private var managementAddress: String? {
        let scheme = httpsPort != nil && !settings.managementIsPlain ? "https" : "http"
        return managementPort.map { address(scheme, $0, host: settings.managementHost) }
    }

    /// The address of the management port, and the path below which it answers.
    public var managementURL: String? {
        managementAddress.map { $0 + (settings.managementRelativePath ?? settings.relativePath) }
    }
}

/// What Keycloak 26.7.3 says it stands on: log filters look for the words.
private let quarkusVersion = "3.33.3.1"

private func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
}
