import JSON
import SQLite

extension Transaction {
    private static let columns = "client_scope.id, client_scope.realm_id, client_scope.document"

    func clientScope(id: String, in realmID: String) throws -> ClientScopeRecord? {
        try row(
            "SELECT \(Self.columns) FROM client_scope WHERE id = ? AND realm_id = ?", [id, realmID],
            ClientScopeRecord.init(row:))
    }

    func clientScope(named name: String, in realmID: String) throws -> ClientScopeRecord? {
        try row(
            "SELECT \(Self.columns) FROM client_scope WHERE realm_id = ? AND name = ?", [realmID, name],
            ClientScopeRecord.init(row:))
    }

    /// The realm's client scopes, in the order they were made.
    func clientScopes(in realmID: String) throws -> [ClientScopeRecord] {
        try rows(
            "SELECT \(Self.columns) FROM client_scope WHERE realm_id = ? ORDER BY rowid", [realmID],
            ClientScopeRecord.init(row:))
    }

    /// The names of the realm's client scopes of a protocol.
    func clientScopeNames(in realmID: String, protocol name: String) throws -> [String] {
        try rows(
            "SELECT name FROM client_scope WHERE realm_id = ? AND document ->> '$.protocol' = ? ORDER BY rowid",
            [realmID, name]
        ) { $0.text(0) }
    }

    func insert(_ scope: ClientScopeRecord) throws {
        try run(
            "INSERT INTO client_scope (id, realm_id, document) VALUES (?, ?, ?)",
            [scope.id, scope.realmID, scope.stored])
        touch(realm: scope.realmID)
    }

    func update(_ scope: ClientScopeRecord) throws {
        try run("UPDATE client_scope SET document = ?2 WHERE id = ?1", [scope.id, scope.stored])
        touch(realm: scope.realmID)
    }

    /// Removes the scope, from its clients and from the realm's defaults too.
    func delete(_ scope: ClientScopeRecord) throws {
        try run("DELETE FROM client_scope WHERE id = ?", [scope.id])
        touch(realm: scope.realmID)
    }

    /// The client's default or optional scopes, in the order in which the scopes were made.
    func clientScopes(ofClient id: String, isDefault: Bool) throws -> [ClientScopeRecord] {
        try rows(
            """
            SELECT \(Self.columns) FROM scope_of_client JOIN client_scope ON client_scope.id = scope_id
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
            SELECT \(Self.columns) FROM scope_of_realm JOIN client_scope ON client_scope.id = scope_id
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

extension ClientScopeRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = ClientScopeRepresentation(try row.document(2))
    }
}
