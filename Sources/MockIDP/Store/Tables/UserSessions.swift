import JSON
import SQLite

extension Transaction {
    func userSession(id: String, in realmID: String, offline: Bool = false) throws -> UserSessionRecord? {
        try row(
            "SELECT \(UserSessionRecord.columns) FROM user_session WHERE id = ? AND offline = ? AND realm_id = ?",
            [id, offline, realmID], UserSessionRecord.init(row:))
    }

    /// The realm's sessions, oldest first.
    func userSessions(
        in realmID: String, offline: Bool = false, first: Int? = nil, max: Int? = nil
    ) throws -> [UserSessionRecord] {
        try rows(
            """
            SELECT \(UserSessionRecord.columns) FROM user_session WHERE realm_id = ? AND offline = ?
            AND \(isAlive("user_session")) ORDER BY started, id LIMIT ? OFFSET ?
            """, [realmID, offline, now] + Page(first: first, max: max).values, UserSessionRecord.init(row:))
    }

    func userSessions(ofUser id: String, offline: Bool = false) throws -> [UserSessionRecord] {
        try rows(
            """
            SELECT \(UserSessionRecord.columns) FROM user_session WHERE user_id = ? AND offline = ?
            AND \(isAlive("user_session")) ORDER BY started, id
            """, [id, offline, now], UserSessionRecord.init(row:))
    }

    /// The sessions that a client takes part in, oldest first.
    func userSessions(
        ofClient id: String, offline: Bool = false, first: Int? = nil, max: Int? = nil
    ) throws -> [UserSessionRecord] {
        try rows(
            """
            SELECT \(UserSessionRecord.columns) \(Self.partsOfClient) AND \(isAlive("user_session"))
            AND \(isAlive("client_session")) ORDER BY user_session.started, user_session.id LIMIT ? OFFSET ?
            """, [id, offline, now, now] + Page(first: first, max: max).values, UserSessionRecord.init(row:))
    }

    func countUserSessions(ofClient id: String, offline: Bool = false) throws -> Int {
        try count(
            """
            SELECT count(*) \(Self.partsOfClient) AND \(isAlive("user_session")) AND \(isAlive("client_session"))
            """, [id, offline, now, now])
    }

    func countUserSessions(in realmID: String, offline: Bool = false) throws -> Int {
        try count(
            "SELECT count(*) FROM user_session WHERE realm_id = ? AND offline = ? AND \(isAlive("user_session"))",
            [realmID, offline, now])
    }

    private static let partsOfClient = """
        FROM client_session JOIN user_session
        ON user_session.id = client_session.session_id AND user_session.offline = client_session.offline
        WHERE client_session.client_id = ? AND client_session.offline = ?
        """

    func insert(_ session: UserSessionRecord) throws {
        try run(
            """
            INSERT INTO user_session
            (id, offline, realm_id, user_id, username, ip_address, started, last_access, remember_me, expires, notes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                session.id, session.offline, session.realmID, session.userID, session.username, session.ipAddress,
                session.started, session.lastAccess, session.rememberMe, session.expires, session.notes.text,
            ])
    }

    func update(_ session: UserSessionRecord) throws {
        try run(
            """
            UPDATE user_session SET username = ?3, ip_address = ?4, started = ?5, last_access = ?6, remember_me = ?7,
            notes = ?8, expires = ?9 WHERE id = ?1 AND offline = ?2
            """,
            [
                session.id, session.offline, session.username, session.ipAddress, session.started, session.lastAccess,
                session.rememberMe, session.notes.text, session.expires,
            ])
    }

    /// Ends the session, for its clients too.
    func delete(_ session: UserSessionRecord) throws {
        try run("DELETE FROM user_session WHERE id = ? AND offline = ?", [session.id, session.offline])
    }

    @discardableResult
    func deleteUserSessions(ofUser id: String, offline: Bool = false, atMost limit: Int = -1) throws -> Int {
        try deleteUserSessions("user_id = ?", [id, offline, limit])
    }

    @discardableResult
    func deleteUserSessions(in realmID: String, offline: Bool = false, atMost limit: Int = -1) throws -> Int {
        try deleteUserSessions("realm_id = ?", [realmID, offline, limit])
    }

    private func deleteUserSessions(_ condition: String, _ values: [(any SQLiteBindable)?]) throws -> Int {
        let some = "SELECT id, offline FROM user_session WHERE \(condition) AND offline = ? LIMIT ?"
        return try run("DELETE FROM user_session WHERE (id, offline) IN (\(some))", values)
    }
}

extension UserSessionRecord {
    static let columns = """
        user_session.id, realm_id, user_id, username, ip_address, user_session.started, user_session.last_access,
        remember_me, user_session.offline, user_session.notes, user_session.expires
        """

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        userID = row.text(2)
        username = row.text(3)
        ipAddress = row.text(4)
        started = row.int(5)
        lastAccess = row.int(6)
        rememberMe = row.bool(7)
        offline = row.bool(8)
        notes = try row.document(9)
        expires = row.optionalInt(10)
    }
}
