import HTTPServer
import JSON

/// `GET default-default-client-scopes` and `default-optional-client-scopes`: what new clients get.
func listRealmScopes(_ call: AdminCall, isDefault: Bool) async throws -> Reply {
    let scopes = try await call.read(.viewClients) { tx, realm in
        try tx.defaultClientScopes(ofRealm: realm.id, isDefault: isDefault).map { scope -> JSONObject in
            var shown: JSONObject = ["id": .string(scope.id), "name": .string(scope.name)]
            shown["protocol"] = scope.document.document["protocol"]
            return shown
        }
    }
    return .adminJSON(scopes)
}

/// `PUT default-…-client-scopes/{scope}`.
func addRealmScope(_ call: AdminCall, isDefault: Bool) async throws -> Reply {
    try await call.write(.manageClients) { tx, realm in
        try tx.assignDefault(scope: realmScope(call, realm, tx).id, inRealm: realm.id, isDefault: isDefault)
    }
    return .noContentNoCache
}

/// `DELETE default-…-client-scopes/{scope}`.
func removeRealmScope(_ call: AdminCall) async throws -> Reply {
    try await call.write(.manageClients) { tx, realm in
        try tx.unassignDefault(scope: realmScope(call, realm, tx).id, inRealm: realm.id)
    }
    return .noContentNoCache
}

private func realmScope(_ call: AdminCall, _ realm: RealmRecord, _ tx: Transaction) throws -> ClientScopeRecord {
    guard let scope = try tx.clientScope(id: call.parameter("scope"), in: realm.id) else {
        throw AdminError.assignedScopeNotFound
    }
    return scope
}
