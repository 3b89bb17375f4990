import HTTPServer
import JSON

/// `DELETE sessions/{session}`: ends one session, an offline one with `isOffline` (recording: events_sessions 27, 28).
func deleteSession(_ call: AdminCall) async throws -> Reply {
    let isOffline = call.flag("isOffline") ?? false
    try await call.write(.manageUsers) { tx, realm in
        let id = call.parameter("session")
        try tx.delete(tx.userSession(id: id, in: realm.id, offline: isOffline).found(or: .sessionNotFound))
    }
    return .noContent
}

/// `GET client-session-stats`: how many sessions each client takes part in, as texts (recording: events_sessions 20).
func clientSessionStats(_ call: AdminCall) async throws -> Reply {
    let stats = try await call.read(.viewRealm) { tx, realm -> [JSONObject] in
        try tx.clients(in: realm.id).compactMap { client in
            let active = try tx.countUserSessions(ofClient: client.id)
            let offline = try tx.countUserSessions(ofClient: client.id, offline: true)
            if active + offline == 0 { return nil }
            return [
                "offline": .string(String(offline)), "clientId": .string(client.clientId),
                "active": .string(String(active)), "id": .string(client.id),
            ]
        }
    }
    return .adminJSON(stats)
}

/// `POST logout-all`: ends all sessions of the realm and refuses tokens from before now (recording:
/// java-admin-client 186).
func logoutAll(_ call: AdminCall) async throws -> Reply {
    let now = call.idp.now()
    let id = try await call.write(.manageUsers) { tx, realm in
        var realm = realm
        realm.document.notBefore = now
        try tx.update(realm)
        return realm.id
    }
    try await call.idp.endSessions { try $0.deleteUserSessions(in: id, atMost: $1) }
    return .adminJSONCached([:])
}

/// `POST push-revocation`: no client has an admin address that could be told, so the result is empty.
func pushRevocation(_ call: AdminCall) async throws -> Reply {
    try await call.require(.manageRealm)
    return .adminJSONCached([:])
}

extension Services {
    /// Ends sessions that may be many, some at a time, so that others have their turns in between.
    ///
    /// - Parameter delete: deletes so many at most; how many it has deleted.
    nonisolated(nonsending) func endSessions(_ delete: (Transaction, Int) throws -> Int) async throws {
        let some = 500
        while try await store.write(as: .slice, { try delete($0, some) }) == some { await Task.yield() }
    }
}
