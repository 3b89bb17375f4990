import HTTPServer
import JSON

extension AuthenticationResource {
    /// `POST executions/{id}/config`.
    @Sendable static func addConfig(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(AuthenticatorConfigRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            var (execution, _) = try execution(call, tx, realm)
            try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: filled(body)))
            execution.configID = id
            try tx.update(execution)
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `POST config`: settings that no step has yet.
    @Sendable static func createConfig(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(AuthenticatorConfigRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: filled(body)))
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `GET config/{id}`, `GET executions/{id}/config/{config}`.
    @Sendable static func readConfig(_ call: AdminCall) async throws -> Reply {
        let found = try await call.read(.viewRealm) { tx, realm in try config(call, tx, realm) }
        return .adminJSON(found.document.ordered)
    }

    /// `PUT config/{id}`.
    @Sendable static func updateConfig(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(AuthenticatorConfigRepresentation.self)
        try await call.write(.manageRealm) { tx, realm in
            var config = try config(call, tx, realm)
            config.document.merge(filled(body))
            try tx.update(config)
        }
        return .noContentNoCache
    }

    /// `DELETE config/{id}`.
    @Sendable static func deleteConfig(_ call: AdminCall) async throws -> Reply {
        try await call.write(.manageRealm) { tx, realm in try tx.delete(config(call, tx, realm)) }
        return .noContentNoCache
    }

    private static func config(
        _ call: AdminCall, _ tx: Transaction, _ realm: RealmRecord
    ) throws -> AuthenticatorConfigRecord {
        let own = call.parameter("config")
        guard let config = try tx.authenticatorConfig(id: own.isEmpty ? call.parameter("id") : own, in: realm.id) else {
            throw AdminError.configNotFound
        }
        return config
    }

    private static func filled(_ body: AuthenticatorConfigRepresentation) -> AuthenticatorConfigRepresentation {
        var config = body
        if body.document["config"] != nil { config.document["config"] = .object(withoutEmpty(body.document["config"])) }
        return config
    }
}
