import JSON

/// What the config file has: the server and realm of the last login, its truststore, and the sessions, as Keycloak's kcadm
/// and kcreg write them. Members that only others know stay.
struct Configuration: Sendable {
    private(set) var document = JSONObject()

    init() {}

    init(_ bytes: [UInt8]) throws(JSONError) {
        if !bytes.isEmpty { document = try JSONReader.read(bytes).object ?? [:] }
    }

    /// The document, a member a line.
    var text: String { JSONValue.object(document).write(pretty: true) }

    var server: String? {
        get { document["serverUrl"]?.string }
        set { document["serverUrl"] = newValue.map(JSONValue.string) }
    }

    var realm: String? {
        get { document["realm"]?.string }
        set { document["realm"] = newValue.map(JSONValue.string) }
    }

    var truststore: String? {
        get { document["truststore"]?.string }
        set { document["truststore"] = newValue.map(JSONValue.string) }
    }

    var trustpass: String? {
        get { document["trustpass"]?.string }
        set { document["trustpass"] = newValue.map(JSONValue.string) }
    }

    /// The session with a server's realm.
    subscript(server: String, realm: String) -> SavedSession? {
        get { document["endpoints"]?[server]?[realm]?.object.map(SavedSession.init) }
        set {
            var endpoints = document["endpoints"]?.object ?? [:]
            var realms = endpoints[server]?.object ?? [:]
            realms[realm] = newValue.map { .object($0.members) }
            endpoints[server] = .object(realms)
            document["endpoints"] = .object(endpoints)
        }
    }
}

/// A session as the config file has it. Times are milliseconds since 1970.
struct SavedSession: Sendable {
    private(set) var members: JSONObject

    init(_ members: JSONObject = [:]) { self.members = members }

    var clientID: String? { self["clientId"] }
    var token: String? { self["token"] }
    var refreshToken: String? { self["refreshToken"] }
    var secret: String? { self["secret"] }
    var assertion: String? { self["signingToken"] }
    var assertionExpires: Int? { members["sigExpiresAt"]?.int }
    var grantType: String? { self["grantTypeForAuthentication"] }
    var expires: Int { members["expiresAt"]?.int ?? 0 }
    var refreshExpires: Int? { members["refreshExpiresAt"]?.int }

    /// Whether a token can be had of it without asking anybody.
    var isUsable: Bool { refreshToken != nil || token != nil && grantType == "client_credentials" }

    private subscript(name: String) -> String? { members[name]?.string }

    /// Keeps how it was begun, and the tokens of the answer that came at `now`.
    mutating func begin(
        client: String, secret: String?, _ assertion: ClientAssertion?, grantType: String, _ answer: JSONValue,
        at now: Int
    ) {
        members["clientId"] = .string(client)
        members["token"] = answer["access_token"]
        members["refreshToken"] = answer["refresh_token"]
        members["secret"] = secret.map(JSONValue.string)
        members["grantTypeForAuthentication"] = .string(grantType)
        members["signingToken"] = assertion.map { .string($0.token) }
        members["sigExpiresAt"] = assertion.map { JSONValue($0.expires) }
        take(answer, at: now)
    }

    /// Keeps the tokens of an answer that came at `now`.
    mutating func take(_ answer: JSONValue, at now: Int) {
        members["token"] = answer["access_token"]
        members["refreshToken"] = answer["refresh_token"]
        members["expiresAt"] = JSONValue(end(of: answer["expires_in"], from: now))
        let life = answer["refresh_expires_in"]
        guard refreshToken != nil else {
            members["refreshExpiresAt"] = nil
            return
        }
        // A refresh token that lives for ever says 0.
        members["refreshExpiresAt"] = JSONValue(life?.int == 0 ? Int.max : end(of: life, from: now))
    }

    private func end(of seconds: JSONValue?, from now: Int) -> Int {
        let (life, isTooLong) = (seconds?.int ?? 0).multipliedReportingOverflow(by: 1000)
        return isTooLong ? Int.max : now.addingReportingOverflow(life).partialValue
    }
}
