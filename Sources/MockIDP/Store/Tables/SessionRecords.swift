import JSON

/// A user's session: one per login, or one per login that asked for offline access.
struct UserSessionRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    let userID: String
    var username: String
    var ipAddress: String
    /// Seconds since 1970.
    var started: Int
    /// Seconds since 1970.
    var lastAccess: Int
    var rememberMe: Bool
    /// An offline session has the id of the session it was made from.
    var offline: Bool
    /// Seconds since 1970, from which on the session is void (`SessionLife`); nil: never.
    var expires: Int?
    var notes: JSONObject

    init(
        id: String, realmID: String, userID: String, username: String, ipAddress: String, started: Int, lastAccess: Int,
        rememberMe: Bool = false, offline: Bool = false, expires: Int? = nil, notes: JSONObject = JSONObject()
    ) {
        self.expires = expires
        self.id = id
        self.realmID = realmID
        self.userID = userID
        self.username = username
        self.ipAddress = ipAddress
        self.started = started
        self.lastAccess = lastAccess
        self.rememberMe = rememberMe
        self.offline = offline
        self.notes = notes
    }
}

/// A client's part in a user session.
struct ClientSessionRecord: Sendable, Hashable {
    let sessionID: String
    /// The client's id, not its `clientId`.
    let clientID: String
    var started: Int
    var lastAccess: Int
    var offline: Bool
    /// Where the client's part ends before the session does, seconds since 1970.
    var expires: Int?
    /// Scope, refresh token id, reuse count …
    var notes: JSONObject

    init(
        sessionID: String, clientID: String, started: Int, lastAccess: Int, offline: Bool = false,
        expires: Int? = nil, notes: JSONObject = JSONObject()
    ) {
        self.expires = expires
        self.sessionID = sessionID
        self.clientID = clientID
        self.started = started
        self.lastAccess = lastAccess
        self.offline = offline
        self.notes = notes
    }
}
