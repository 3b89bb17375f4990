import JSON

/// A user session as the admin API shows it: times in milliseconds, clients by id (recording: events_sessions 21).
func sessionView(
    _ session: UserSessionRecord, in realm: RealmRecord, lastAccess: Int? = nil, _ tx: Transaction
) throws -> JSONObject {
    var clients = JSONObject()
    for part in try tx.clientSessions(ofSession: session.id, offline: session.offline) {
        guard let client = try tx.client(id: part.clientID, in: realm.id) else { continue }
        clients[client.id] = .string(client.clientId)
    }
    return [
        "id": .string(session.id), "username": .string(session.username), "userId": .string(session.userID),
        "ipAddress": .string(session.ipAddress), "start": JSONValue(session.started * 1000),
        "lastAccess": JSONValue((lastAccess ?? session.lastAccess) * 1000), "rememberMe": .bool(session.rememberMe),
        "clients": .object(clients), "transientUser": false,
    ]
}
