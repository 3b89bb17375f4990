import HTTPServer
import JSON

extension ClientsResource {
    /// `GET user-sessions`, `GET offline-sessions` (recording: events_sessions 21, 24).
    static func listSessions(_ call: AdminCall, offline: Bool) async throws -> Reply {
        let page = try call.page()
        return try await call.read(.client) { tx, realm, client in
            let names = ClientNames(tx, ofRealm: realm.id)
            let sessions = try tx.userSessions(ofClient: client.id, offline: offline)
            let shown = sessions.dropFirst(page.first ?? 0).prefix(page.max ?? sessions.count)
            return Reply.adminJSON(try shown.map { try $0.shown(tx, names) })
        }
    }

    /// `GET session-count`, `GET offline-session-count`.
    static func countSessions(_ call: AdminCall, offline: Bool) async throws -> Reply {
        let count = try await call.read(.client) { tx, _, client in
            try tx.countUserSessions(ofClient: client.id, offline: offline)
        }
        let shown: JSONObject = ["count": JSONValue(count)]
        return .adminJSON(shown)
    }

    /// `POST push-revocation`: no client listens for it here, so no one is told (recording: clients 91).
    @Sendable static func pushRevocation(_ call: AdminCall) async throws -> Reply {
        try await call.require(changing: .client)
        return .adminJSONCached([:])
    }
}
