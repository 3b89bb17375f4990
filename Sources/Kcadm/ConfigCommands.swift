import JSON

/// The commands that change the config file.
struct ConfigCommands {
    private let surroundings: Surroundings

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// `config credentials`: logs in and keeps the session; without a user or client it keeps server and realm.
    func logIn(_ words: Words) async throws(Failure) {
        if words.has("--no-config") { throw .misuse("Unsupported option: --no-config") }
        if words.has("--status") { return try tellStatus(words) }
        guard let url = words["--server"] else { throw .misuse("Required option not specified: --server") }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw .failed("Invalid server endpoint url: \(url)")
        }
        guard let realm = words["--realm"] else { throw .misuse("Required option not specified: --realm") }
        guard let file = try ConfigFile(words, surroundings) else { return }
        let login = try Login(words, server: url, realm: realm, surroundings)
        var answer = JSONValue.null
        if let login {
            let server = try KeycloakServer(url, words, try file.read(), surroundings)
            answer = try await login.answer(of: server)
        }
        let granted = answer
        try file.update { configuration in
            configuration.server = url
            configuration.realm = realm
            var session = configuration[url, realm] ?? SavedSession()
            login?.keep(granted, in: &session, at: surroundings.milliseconds())
            if login != nil { configuration[url, realm] = session }
        }
    }

    /// `config credentials --status`: whether the last login still holds. The command ends with 0 either way, as Keycloak's.
    private func tellStatus(_ words: Words) throws(Failure) {
        guard let configuration = try ConfigFile(words, surroundings)?.read() else { return }
        let now = surroundings.milliseconds()
        guard let url = configuration.server, let realm = configuration.realm, let session = configuration[url, realm],
            session.isUsable, session.expires > now + AdminSession.shortestLife
        else { return surroundings.print("You are not logged in") }
        let rest = (session.expires - now) / 1000
        surroundings.print(
            "Logged in (server: \(url), realm: \(realm), expired: false, timeToExpiry: \(rest)s from now)")
    }

    /// `config truststore`: keeps the file by which servers are verified, or forgets it.
    func keepTruststore(_ words: Words) throws(Failure) {
        let unsupported = ["--server", "--realm", "--client", "--user", "--password", "--secret", "--truststore"]
        for name in unsupported + ["--keystore", "--keypass", "--alias", "--no-config"] where words[name] != nil {
            throw .misuse("Unsupported option: \(name)")
        }
        guard let file = try ConfigFile(words, surroundings) else { return }
        let (store, password) = (words.operand, words["--trustpass"])
        if words.has("--delete") {
            if store != nil { throw .misuse("Option --delete is mutually exclusive with specifying a TRUSTSTORE") }
            if password != nil { throw .misuse("Options --trustpass and --delete are mutually exclusive") }
        } else {
            guard let store else { throw .misuse("No truststore specified") }
            guard try Files.contents(of: store, upTo: 10 << 20) != nil else {
                throw .failed("Truststore file not found: \(store)")
            }
        }
        let kept = password == "-" ? try surroundings.secret("truststore password") : password
        try file.update { configuration in
            configuration.truststore = store
            configuration.trustpass = kept
        }
    }
}
