import HTTPServer
import JSON

/// `GET users/{id}/consents`: clients that hold an offline token of the user. Consents themselves are not kept yet.
func listConsents(_ call: AdminCall) async throws -> Reply {
    let consents = try await call.read(.user) { tx, realm, user -> [JSONObject] in
        try offlineClients(of: user, realm, tx).map { client in
            [
                "clientId": .string(client.clientId), "grantedClientScopes": [], "createdDate": nil,
                "lastUpdatedDate": nil,
                "additionalGrants": [["client": .string(client.id), "key": "Offline Token"]],
            ]
        }
    }
    return .adminJSON(consents)
}

/// `DELETE users/{id}/consents/{client}`: ends the client's offline sessions.
func revokeConsent(_ call: AdminCall) async throws -> Reply {
    try await call.write(.user) { tx, realm, user in
        let client = try tx.client(clientId: call.parameter("client"), in: realm.id).found(or: .userClientNotFound)
        var wasGranted = false
        for session in try tx.userSessions(ofUser: user.id, offline: true) {
            guard let part = try tx.clientSession(sessionID: session.id, clientID: client.id, offline: true) else {
                continue
            }
            wasGranted = true
            try tx.delete(part)
        }
        if !wasGranted { throw AdminError.consentNotFound }
    }
    return .noContentNoCache
}

private func offlineClients(of user: UserRecord, _ realm: RealmRecord, _ tx: Transaction) throws -> [ClientRecord] {
    var ids: [String] = []
    for session in try tx.userSessions(ofUser: user.id, offline: true) {
        for part in try tx.clientSessions(ofSession: session.id, offline: true) where !ids.contains(part.clientID) {
            ids.append(part.clientID)
        }
    }
    return try ids.compactMap { try tx.client(id: $0, in: realm.id) }
}
