import HTTPServer
import JSON

extension AuthenticationResource {
    /// `POST executions/{id}/config`.
    @Sendable static func addConfig(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .execution).as(AuthenticatorConfigRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.change(.execution) { tx, realm, execution in
            try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: filled(body)))
            execution.configID = id
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `POST config`: settings that no step has yet.
    @Sendable static func createConfig(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(for: .manageRealm).as(AuthenticatorConfigRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: filled(body)))
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `PUT config/{id}`.
    @Sendable static func updateConfig(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .config).as(AuthenticatorConfigRepresentation.self)
        try await call.change(.config) { _, _, config in config.document.merge(filled(body)) }
        return .noContentNoCache
    }

    private static func filled(_ body: AuthenticatorConfigRepresentation) -> AuthenticatorConfigRepresentation {
        var config = body
        if body.document["config"] != nil { config.document["config"] = .object(withoutEmpty(body.document["config"])) }
        return config
    }
}
