import HTTPServer
import JSON

extension ClientsResource {
    /// `GET default-client-scopes`, `GET optional-client-scopes`: id and name, no more (recording: clients 69).
    static func listScopes(_ call: AdminCall, _ isDefault: Bool) async throws -> Reply {
        let scopes = try await call.read(.client) { tx, _, client in
            try tx.clientScopes(ofClient: client.id, isDefault: isDefault)
        }
        return .adminJSON(scopes.map { ["id": .string($0.id), "name": .string($0.name)] })
    }

    /// `PUT default-client-scopes/{scope}`: no effect on a scope that the client already has either way.
    static func assignScope(_ call: AdminCall, _ isDefault: Bool) async throws -> Reply {
        try await call.write(.client) { tx, realm, client in
            let scope = try scope(call, tx, realm)
            try tx.assign([scope], to: client, isDefault: isDefault)
        }
        return .noContentNoCache
    }

    /// `DELETE default-client-scopes/{scope}`.
    @Sendable static func unassignScope(_ call: AdminCall) async throws -> Reply {
        try await call.write(.client) { tx, realm, client in
            try tx.unassign(scope: scope(call, tx, realm).id, fromClient: client.id)
        }
        return .noContentNoCache
    }

    private static func scope(_ call: AdminCall, _ tx: Transaction, _ realm: RealmRecord) throws -> ClientScopeRecord {
        try tx.clientScope(id: call.parameter("scope"), in: realm.id).found(or: .assignedScopeNotFound)
    }
}
