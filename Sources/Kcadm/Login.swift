import JSON

/// A login that the options ask for.
struct Login: Sendable {
    private let realm: String
    private let clientID: String
    private let user: String?
    private let password: String?
    private let secret: String?

    /// Whether there is one among the options of a command that can do without.
    static func isAsked(_ words: Words) -> Bool {
        let names = ["--user", "--password", "--secret", "--keystore", "--storepass", "--keypass", "--alias"]
        return words["--token"] == nil && names.contains { words[$0] != nil }
    }

    /// Says who logs in, and asks for what is missing. Nil when neither a user nor a client is named.
    init?(_ words: Words, server: String, realm: String, _ surroundings: Surroundings) throws(Failure) {
        if words["--keystore"] != nil { throw .failed("--keystore is not supported; use --secret") }
        self.realm = realm
        clientID = words["--client"] ?? "admin-cli"
        user = words["--user"]
        var secret = words["--secret"]
        if let user {
            surroundings.complain("Logging into \(server) as user \(user) of realm \(realm)")
            let given = words["--password"] ?? surroundings.environment["KC_CLI_PASSWORD"]
            password = try surroundings.secret("password", given)
            if secret == "-" { secret = try surroundings.secret("client secret") }
        } else {
            guard secret != nil || words["--client"] != nil || words.command != .credentials else { return nil }
            password = nil
            surroundings.complain("Logging into \(server) as service-account-\(clientID) of realm \(realm)")
            let given = secret ?? surroundings.environment["KC_CLI_CLIENT_SECRET"]
            secret = try surroundings.secret("client secret", given)
        }
        self.secret = secret
    }

    /// What the token endpoint answers.
    func answer(of server: KeycloakServer) async throws(Failure) -> JSONValue {
        var form: [(String, String)] = [("grant_type", grantType)]
        if let user, let password {
            form += [("username", user), ("password", password), ("client_id", clientID)]
        }
        return try await server.token(realm: realm, form, client: secret.map { (clientID, $0) })
    }

    private var grantType: String { user == nil ? "client_credentials" : "password" }

    /// Keeps the session that was granted.
    func keep(_ answer: JSONValue, in session: inout SavedSession, at now: Int) {
        session.begin(client: clientID, secret: secret, grantType: grantType, answer, at: now)
    }
}
