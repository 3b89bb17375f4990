import HTTPServer
import JSON

/// `GET users/{id}/sessions`.
func listUserSessions(_ call: AdminCall) async throws -> Reply {
    let sessions = try await call.read(.user) { tx, realm, user in
        let names = ClientNames(tx, ofRealm: realm.id)
        return try tx.userSessions(ofUser: user.id).map { try $0.shown(tx, names) }
    }
    return await .adminJSON(long: sessions)
}

/// `GET users/{id}/offline-sessions/{client}`.
func listOfflineSessions(_ call: AdminCall) async throws -> Reply {
    let sessions = try await call.read(.user) { tx, realm, user -> [JSONObject] in
        let client = try tx.client(id: call.parameter("client"), in: realm.id).found(or: .userClientNotFound)
        let names = ClientNames(tx, ofRealm: realm.id)
        return try tx.userSessions(ofUser: user.id, offline: true).compactMap { session in
            guard let part = try tx.clientSession(sessionID: session.id, clientID: client.id, offline: true) else {
                return nil
            }
            return try session.shown(tx, names, lastAccess: part.lastAccess)
        }
    }
    return .adminJSON(sessions)
}

/// `POST users/{id}/logout`: ends the user's sessions and refuses tokens issued before now (recording: users 111, 123).
func logoutUser(_ call: AdminCall) async throws -> Reply {
    let now = call.idp.now()
    let user = try await call.change(.user) { _, _, user in user.document.notBefore = now }
    try await call.idp.endSessions { try $0.deleteUserSessions(ofUser: user.id, atMost: $1) }
    return .noContent
}
