import JSON

extension UserSessionRecord {
    /// A user session as the admin API shows it: times in milliseconds, clients by id (recording: events_sessions 21).
    func shown(_ tx: Transaction, _ names: ClientNames, lastAccess: Int? = nil) throws -> JSONObject {
        var clients = JSONObject()
        for part in try tx.clientSessions(ofSession: id, offline: offline) {
            if let name = try names.name(of: part.clientID) { clients[part.clientID] = .string(name) }
        }
        return [
            "id": .string(id), "username": .string(username), "userId": .string(userID),
            "ipAddress": .string(ipAddress), "start": JSONValue(started * 1000),
            "lastAccess": JSONValue((lastAccess ?? self.lastAccess) * 1000), "rememberMe": .bool(rememberMe),
            "clients": .object(clients), "transientUser": false,
        ]
    }
}
