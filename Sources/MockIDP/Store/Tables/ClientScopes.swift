import SQLite

extension ClientScopeFields: StoredFields {
    static let documents = DocumentTable("client_scope")
}

extension Transaction {
    func clientScope(id: String, in realmID: String) throws -> ClientScopeRecord? { try find(id, in: realmID) }

    func clientScope(named name: String, in realmID: String) throws -> ClientScopeRecord? {
        try find(named: name, in: realmID)
    }

    /// The realm's client scopes, in the order they were made.
    func clientScopes(in realmID: String) throws -> [ClientScopeRecord] { try all(in: realmID) }

    /// The names of the realm's client scopes of a protocol.
    func clientScopeNames(in realmID: String, protocol name: String) throws -> [String] {
        try rows(
            "SELECT name FROM client_scope WHERE realm_id = ? AND document ->> '$.protocol' = ? ORDER BY rowid",
            [realmID, name]
        ) { $0.text(0) }
    }

    /// The client's default or optional scopes, in the order in which the scopes were made.
    func clientScopes(ofClient id: String, isDefault: Bool) throws -> [ClientScopeRecord] {
        try rows(
            """
            SELECT \(ClientScopeRecord.columns) FROM scope_of_client JOIN client_scope ON client_scope.id = scope_id
            WHERE client_id = ? AND is_default = ? ORDER BY client_scope.rowid
            """, [id, isDefault], ClientScopeRecord.init(row:))
    }

    /// Only the names of `clientScopes(ofClient:isDefault:)`.
    func clientScopeNames(ofClient id: String, isDefault: Bool) throws -> [String] {
        try rows(
            """
            SELECT client_scope.name FROM scope_of_client JOIN client_scope ON client_scope.id = scope_id
            WHERE client_id = ? AND is_default = ? ORDER BY client_scope.rowid
            """, [id, isDefault]
        ) { $0.text(0) }
    }

    /// Gives the client a scope; one that it has in the other list moves.
    func assign(scope id: String, toClient clientID: String, isDefault: Bool) throws {
        try assign(scopes: [id], toClient: clientID, isDefault: isDefault)
    }

    /// Gives the client scopes; those that it has in the other list move. Naming the realm saves looking it up.
    func assign(scopes ids: [String], toClient clientID: String, isDefault: Bool, inRealm realmID: String? = nil) throws
    {
        if ids.isEmpty { return }
        try run(
            """
            INSERT INTO scope_of_client (client_id, scope_id, is_default) SELECT ?1, value, ?3 FROM json_each(?2)
            WHERE true ON CONFLICT (client_id, scope_id) DO UPDATE SET is_default = excluded.is_default
            """, [clientID, jsonList(ids), isDefault])
        if let realmID { touch(realm: realmID) } else { try touchRealm(of: .client(clientID)) }
    }

    func unassign(scope id: String, fromClient clientID: String) throws {
        try run("DELETE FROM scope_of_client WHERE client_id = ? AND scope_id = ?", [clientID, id])
        try touchRealm(of: .client(clientID))
    }

    /// The scopes that new clients of the realm get.
    func defaultClientScopes(ofRealm realmID: String, isDefault: Bool) throws -> [ClientScopeRecord] {
        try rows(
            """
            SELECT \(ClientScopeRecord.columns) FROM scope_of_realm JOIN client_scope ON client_scope.id = scope_id
            WHERE scope_of_realm.realm_id = ? AND is_default = ? ORDER BY scope_of_realm.rowid
            """, [realmID, isDefault], ClientScopeRecord.init(row:))
    }

    func assignDefault(scope id: String, inRealm realmID: String, isDefault: Bool) throws {
        try run(
            """
            INSERT INTO scope_of_realm (realm_id, scope_id, is_default) VALUES (?, ?, ?)
            ON CONFLICT (realm_id, scope_id) DO UPDATE SET is_default = excluded.is_default
            """, [realmID, id, isDefault])
        touch(realm: realmID)
    }

    func unassignDefault(scope id: String, inRealm realmID: String) throws {
        try run("DELETE FROM scope_of_realm WHERE realm_id = ? AND scope_id = ?", [realmID, id])
        touch(realm: realmID)
    }
}
