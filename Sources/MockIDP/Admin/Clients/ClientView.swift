import JSON

extension ClientRecord {
    /// The client as the admin API shows it: its document with what Keycloak always writes and the names of its client
    /// scopes (recordings: clients, seed_client).
    func shown(_ tx: Transaction) throws -> ClientRepresentation {
        var shown = document.withDefaults
        shown.id = id
        if shown.publicClient { shown.secret = nil }
        if shown.authorizationServicesEnabled == false { shown.authorizationServicesEnabled = nil }
        if shown.protocolMappers?.isEmpty == true { shown.protocolMappers = nil }
        shown.defaultClientScopes = try tx.clientScopeNames(ofClient: id, isDefault: true)
        shown.optionalClientScopes = try tx.clientScopeNames(ofClient: id, isDefault: false)
        return shown
    }

    /// The same with what the caller may do.
    func shown(_ tx: Transaction, in realm: RealmRecord, for access: AdminAccess) throws -> JSONObject {
        var shown = try shown(tx)
        shown.document["access"] = ClientAccess(to: self, in: realm, for: access).flags
        return shown.ordered
    }
}
