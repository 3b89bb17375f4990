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
            ORDER BY started, id LIMIT ? OFFSET ?
            """, [realmID, offline] + Page(first: first, max: max).values, UserSessionRecord.init(row:))
    }

    func userSessions(ofUser id: String, offline: Bool = false) throws -> [UserSessionRecord] {
        try rows(
            """
            SELECT \(UserSessionRecord.columns) FROM user_session WHERE user_id = ? AND offline = ?
            ORDER BY started, id
            """, [id, offline], UserSessionRecord.init(row:))
    }

    /// The sessions that a client takes part in, oldest first.
    func userSessions(
        ofClient id: String, offline: Bool = false, first: Int? = nil, max: Int? = nil
    ) throws -> [UserSessionRecord] {
        try rows(
            """
            SELECT \(UserSessionRecord.columns) FROM client_session JOIN user_session
            ON user_session.id = client_session.session_id AND user_session.offline = client_session.offline
            WHERE client_session.client_id = ? AND client_session.offline = ?
            ORDER BY user_session.started, user_session.id LIMIT ? OFFSET ?
            """, [id, offline] + Page(first: first, max: max).values, UserSessionRecord.init(row:))
    }

    func countUserSessions(ofClient id: String, offline: Bool = false) throws -> Int {
        try count("SELECT count(*) FROM client_session WHERE client_id = ? AND offline = ?", [id, offline])
    }

    func countUserSessions(in realmID: String, offline: Bool = false) throws -> Int {
        try count("SELECT count(*) FROM user_session WHERE realm_id = ? AND offline = ?", [realmID, offline])
    }

    func insert(_ session: UserSessionRecord) throws {
        try run(
            """
            INSERT INTO user_session
            (id, offline, realm_id, user_id, username, ip_address, started, last_access, remember_me, notes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                session.id, session.offline, session.realmID, session.userID, session.username, session.ipAddress,
                session.started, session.lastAccess, session.rememberMe, session.notes.text,
            ])
    }

    func update(_ session: UserSessionRecord) throws {
        try run(
            """
            UPDATE user_session SET username = ?3, ip_address = ?4, started = ?5, last_access = ?6, remember_me = ?7,
            notes = ?8 WHERE id = ?1 AND offline = ?2
            """,
            [
                session.id, session.offline, session.username, session.ipAddress, session.started, session.lastAccess,
                session.rememberMe, session.notes.text,
            ])
    }

    /// Ends the session, for its clients too.
    func delete(_ session: UserSessionRecord) throws {
        try run("DELETE FROM user_session WHERE id = ? AND offline = ?", [session.id, session.offline])
    }

    @discardableResult
    func deleteUserSessions(ofUser id: String, offline: Bool = false) throws -> Int {
        try run("DELETE FROM user_session WHERE user_id = ? AND offline = ?", [id, offline])
    }

    @discardableResult
    func deleteUserSessions(in realmID: String, offline: Bool = false) throws -> Int {
        try run("DELETE FROM user_session WHERE realm_id = ? AND offline = ?", [realmID, offline])
    }

    /// Ends the sessions last used, or started, before these seconds.
    @discardableResult
    func expireUserSessions(
        in realmID: String, offline: Bool = false, idleBefore: Int, startedBefore: Int = 0
    ) throws -> Int {
        try run(
            """
            DELETE FROM user_session
            WHERE realm_id = ? AND offline = ? AND (last_access < ? OR started < ?)
            """, [realmID, offline, idleBefore, startedBefore])
    }
}

extension UserSessionRecord {
    static let columns = """
        user_session.id, realm_id, user_id, username, ip_address, user_session.started, user_session.last_access,
        remember_me, user_session.offline, user_session.notes
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
    }
}
