import JSON
import SQLite

extension Transaction {
    private static let columns = "session_id, client_id, offline, started, last_access, notes, expires"

    func clientSession(sessionID: String, clientID: String, offline: Bool = false) throws -> ClientSessionRecord? {
        try row(
            """
            SELECT \(Self.columns) FROM client_session WHERE session_id = ? AND offline = ? AND client_id = ?
            AND \(isAlive("client_session"))
            """, [sessionID, offline, clientID, now], ClientSessionRecord.init(row:))
    }

    func clientSessions(ofSession id: String, offline: Bool = false) throws -> [ClientSessionRecord] {
        try rows(
            """
            SELECT \(Self.columns) FROM client_session WHERE session_id = ? AND offline = ?
            AND \(isAlive("client_session")) ORDER BY started, client_id
            """, [id, offline, now], ClientSessionRecord.init(row:))
    }

    func insert(_ session: ClientSessionRecord) throws {
        try run(
            """
            INSERT INTO client_session (session_id, client_id, offline, started, last_access, notes, expires)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                session.sessionID, session.clientID, session.offline, session.started, session.lastAccess,
                session.notes.text, session.expires,
            ])
    }

    func update(_ session: ClientSessionRecord) throws {
        try run(
            """
            UPDATE client_session SET started = ?4, last_access = ?5, notes = ?6, expires = ?7
            WHERE session_id = ?1 AND client_id = ?2 AND offline = ?3
            """,
            [
                session.sessionID, session.clientID, session.offline, session.started, session.lastAccess,
                session.notes.text, session.expires,
            ])
    }

    func delete(_ session: ClientSessionRecord) throws {
        try run(
            "DELETE FROM client_session WHERE session_id = ? AND client_id = ? AND offline = ?",
            [session.sessionID, session.clientID, session.offline])
    }
}

extension ClientSessionRecord {
    fileprivate init(row: Row) throws {
        sessionID = row.text(0)
        clientID = row.text(1)
        offline = row.bool(2)
        started = row.int(3)
        lastAccess = row.int(4)
        notes = try row.document(5)
        expires = row.optionalInt(6)
    }
}
