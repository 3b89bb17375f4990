import JSON

/// A login that the options ask for.
struct Login: Sendable {
    private let realm: String
    private let clientID: String
    private let user: String?
    private let password: String?
    private let secret: String?
    private let assertion: ClientAssertion?

    /// Whether there is one among the options of a command that can do without.
    static func isAsked(_ words: Words) -> Bool {
        let names = ["--user", "--password", "--secret", "--keystore", "--storepass", "--keypass", "--alias"]
        return words["--token"] == nil && names.contains { words[$0] != nil }
    }

    /// Says who logs in, and asks for what is missing. Nil when neither a user nor a client is named.
    init?(_ words: Words, server: String, realm: String, _ surroundings: Surroundings) throws(Failure) {
        self.realm = realm
        clientID = words["--client"] ?? "admin-cli"
        user = words["--user"]
        var secret = words["--secret"]
        let keystore = words["--keystore"]
        if let user {
            surroundings.complain("Logging into \(server) as user \(user) of realm \(realm)")
            let given = words["--password"] ?? surroundings.environment["KC_CLI_PASSWORD"]
            password = try surroundings.secret("password", given)
            if secret == "-", keystore == nil { secret = try surroundings.secret("client secret") }
        } else {
            let isAsked = [keystore, secret, words["--client"]].contains { $0 != nil }
            guard isAsked || words.command != .credentials else { return nil }
            password = nil
            surroundings.complain("Logging into \(server) as service-account-\(clientID) of realm \(realm)")
            if keystore == nil {
                let given = secret ?? surroundings.environment["KC_CLI_CLIENT_SECRET"]
                secret = try surroundings.secret("client secret", given)
            }
        }
        self.secret = secret
        var assertion: ClientAssertion?
        if let keystore {
            let url = "\(server)/realms/\(realm)"
            assertion = try ClientAssertion(keystore, words, clientID: clientID, realm: url, surroundings)
        }
        self.assertion = assertion
    }

    /// What the token endpoint answers.
    func answer(of server: KeycloakServer) async throws(Failure) -> JSONValue {
        var form: [(String, String)] = [("grant_type", grantType)]
        if let user, let password { form += [("username", user), ("password", password)] }
        if let assertion {
            form += parameters(showing: assertion.token, of: clientID)
        } else if user != nil {
            form.append(("client_id", clientID))
        }
        return try await server.token(realm: realm, form, client: secret.map { (clientID, $0) })
    }

    private var grantType: String { user == nil ? "client_credentials" : "password" }

    /// Keeps the session that was granted.
    func keep(_ answer: JSONValue, in session: inout SavedSession, at now: Int) {
        session.begin(client: clientID, secret: secret, assertion, grantType: grantType, answer, at: now)
    }
}
