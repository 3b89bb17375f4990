import JSON

extension UserSessionRecord {
    /// A user session as the admin API shows it: times in milliseconds, clients by id (recording: events_sessions 21).
    func shown(_ tx: Transaction, lastAccess: Int? = nil) throws -> JSONObject {
        var clients = JSONObject()
        for part in try tx.clientSessions(ofSession: id, offline: offline) {
            guard let client = try tx.client(id: part.clientID, in: realmID) else { continue }
            clients[client.id] = .string(client.clientId)
        }
        return [
            "id": .string(id), "username": .string(username), "userId": .string(userID),
            "ipAddress": .string(ipAddress), "start": JSONValue(started * 1000),
            "lastAccess": JSONValue((lastAccess ?? self.lastAccess) * 1000), "rememberMe": .bool(rememberMe),
            "clients": .object(clients), "transientUser": false,
        ]
    }
}
