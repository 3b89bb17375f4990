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
    try await call.write(.scopeOfRealm) { tx, realm, scope in
        try tx.assignDefault(scope: scope.id, inRealm: realm.id, isDefault: isDefault)
    }
    return .noContentNoCache
}

/// `DELETE default-…-client-scopes/{scope}`.
func removeRealmScope(_ call: AdminCall) async throws -> Reply {
    try await call.write(.scopeOfRealm) { tx, realm, scope in
        try tx.unassignDefault(scope: scope.id, inRealm: realm.id)
    }
    return .noContentNoCache
}
