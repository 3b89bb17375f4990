import JSON
import SQLite

extension Transaction {
    private static let columns = "id, realm_id, document"

    func authenticatorConfig(id: String, in realmID: String) throws -> AuthenticatorConfigRecord? {
        try row(
            "SELECT \(Self.columns) FROM authenticator_config WHERE id = ? AND realm_id = ?", [id, realmID],
            AuthenticatorConfigRecord.init(row:))
    }

    func authenticatorConfig(alias: String, in realmID: String) throws -> AuthenticatorConfigRecord? {
        try row(
            "SELECT \(Self.columns) FROM authenticator_config WHERE realm_id = ? AND alias = ? ORDER BY rowid",
            [realmID, alias], AuthenticatorConfigRecord.init(row:))
    }

    /// The settings of all steps of the realm, by alias.
    func authenticatorConfigs(in realmID: String) throws -> [AuthenticatorConfigRecord] {
        try rows(
            "SELECT \(Self.columns) FROM authenticator_config WHERE realm_id = ? ORDER BY alias", [realmID],
            AuthenticatorConfigRecord.init(row:))
    }

    func insert(_ config: AuthenticatorConfigRecord) throws {
        try run(
            "INSERT INTO authenticator_config (id, realm_id, document) VALUES (?, ?, ?)",
            [config.id, config.realmID, config.stored])
        touch(realm: config.realmID)
    }

    func update(_ config: AuthenticatorConfigRecord) throws {
        try run("UPDATE authenticator_config SET document = ?2 WHERE id = ?1", [config.id, config.stored])
        touch(realm: config.realmID)
    }

    func delete(_ config: AuthenticatorConfigRecord) throws {
        try run("DELETE FROM authenticator_config WHERE id = ?", [config.id])
        touch(realm: config.realmID)
    }
}

extension AuthenticatorConfigRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = AuthenticatorConfigRepresentation(try row.document(2))
    }
}
