import HTTPServer
import JSON

/// A session with the admin API: where that is, which realm is meant, and the token that opens it.
struct AdminSession: Sendable {
    private let server: KeycloakServer
    private let root: String
    private let realm: String
    private let token: String?

    /// A token that lives no longer than this is renewed first.
    static let shortestLife = 5000

    /// The session that the options ask for, or the one that the config file has.
    init(_ words: Words, _ surroundings: Surroundings) async throws(Failure) {
        let file = try ConfigFile(words, surroundings)
        let configuration = try file?.read() ?? Configuration()
        let advice = "'\(surroundings.name) config credentials'."
        guard let url = words["--server"] ?? configuration.server else {
            throw .failed("No server specified. Use --server, or " + advice)
        }
        let loginRealm = words["--realm"] ?? configuration.realm
        guard let realm = loginRealm ?? words["--token"].map({ _ in "" }) else {
            throw .failed("No realm or token specified. Use --realm, --token, or " + advice)
        }
        server = try KeycloakServer(url, words, configuration, surroundings)
        root = words["--admin-root"] ?? (url.hasSuffix("/") ? url : url + "/") + "admin"
        self.realm = words["--target-realm"] ?? realm
        if let token = words["--token"] {
            self.token = token
        } else if Login.isAsked(words), let login = try Login(words, server: url, realm: realm, surroundings) {
            token = try await login.answer(of: server)["access_token"]?.string
        } else if let session = configuration[url, realm], session.isUsable {
            token = try await Self.token(of: session, realm, server, file, surroundings)
        } else {
            token = nil
        }
    }

    /// The session's token, renewed and kept when its life is over.
    private static func token(
        of session: SavedSession, _ realm: String, _ server: KeycloakServer, _ file: ConfigFile?,
        _ surroundings: Surroundings
    ) async throws(Failure) -> String? {
        let latest = surroundings.milliseconds() + shortestLife
        if session.expires >= latest { return session.token }
        if [session.refreshExpires, session.assertionExpires].contains(where: { ($0 ?? .max) < latest }) {
            throw .failed("Session has expired. Login again with '\(surroundings.name) config credentials'")
        }
        let client = session.clientID ?? "admin-cli"
        var form = [("grant_type", session.grantType ?? "client_credentials")]
        if let refresh = session.refreshToken {
            form = [("grant_type", "refresh_token"), ("refresh_token", refresh)]
        }
        form += session.assertion.map { parameters(showing: $0, of: client) } ?? [("client_id", client)]
        let secret = session.assertion == nil ? session.secret : nil
        let answer: JSONValue
        do throws(Failure) {
            answer = try await server.token(realm: realm, form, client: secret.map { (client, $0) })
        } catch { throw .failed("Failed to refresh access token - \(error.message)") }
        let now = surroundings.milliseconds()
        var renewed = session
        renewed.take(answer, at: now)
        try file?.update { $0[server.url, realm] = renewed }
        return renewed.token
    }

    /// The address of a resource: a URL, a path below the admin API, or else one below the realm.
    func url(_ uri: String) -> String {
        if uri.hasPrefix("http:") || uri.hasPrefix("https:") { return uri }
        let start = root.hasSuffix("/") ? root : root + "/"
        if uri == "realms" || uri.hasPrefix("realms/") || uri == "serverinfo" { return start + uri }
        return start + "realms/\(pathEncoded(realm))/" + uri
    }

    /// Sends a request, with the token unless the headers have one.
    func send(
        _ method: HTTPMethod, _ url: String, _ headers: [(String, String)], _ body: [UInt8] = []
    ) async throws(Failure) -> HTTPResponse {
        var headers = headers
        if let token, !headers.contains(where: { $0.0.lowercased() == "authorization" }) {
            headers.append(("Authorization", "Bearer " + token))
        }
        do throws(HTTPClientError) { return try await server.send(method, url, headers, body) } catch {
            throw .failed("HTTP request error: \(error)")
        }
    }

    /// Sends a document that must be taken.
    func send(_ method: HTTPMethod, _ url: String, json: JSONValue) async throws(Failure) {
        try await send(method, url, [("Content-Type", "application/json")], json.bytes).checked(url)
    }

    /// Reads a document that must be there.
    func read(_ url: String) async throws(Failure) -> JSONValue {
        let answer = try await send(.get, url, [("Accept", "application/json")])
        try answer.checked(url)
        do throws(JSONError) { return try JSONReader.read(answer.body) } catch {
            throw .failed("Failed to read JSON response: \(error)")
        }
    }
}

/// The address with these query parameters; of two with one name the last counts.
func adding(_ query: [(name: String, value: String)], to url: String) -> String {
    var last: [(name: String, value: String)] = []
    for (name, value) in query {
        last.removeAll { $0.name == name }
        last.append((name, value))
    }
    guard !last.isEmpty else { return url }
    let text = last.map { $0.name + "=" + formEncoded($0.value) }.joined(separator: "&")
    return url + (url.contains("?") ? "&" : "?") + text
}
