import SQLite

extension RequiredActionRecord: StoredRecord {
    static let table = DocumentTable(
        "required_action", name: "alias", order: "ifnull(document ->> '$.priority', 0), rowid")
    var touchedRealm: String? { realmID }
    var values: [(any SQLiteBindable)?] { [id, realmID, storedText(document)] }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = RequiredActionProviderRepresentation(try row.document(2))
    }
}

extension Transaction {
    /// The realm's required actions by priority.
    func requiredActions(in realmID: String) throws -> [RequiredActionRecord] { try all(in: realmID) }

    func requiredAction(alias: String, in realmID: String) throws -> RequiredActionRecord? {
        try find(named: alias, in: realmID)
    }

    /// The aliases of those that every new user gets, by priority. No document is read for it: users are made by thousands.
    func defaultRequiredActions(in realmID: String) throws -> [String] {
        try rows(
            """
            SELECT alias FROM required_action WHERE realm_id = ?
            AND document ->> '$.enabled' = 1 AND document ->> '$.defaultAction' = 1
            ORDER BY ifnull(document ->> '$.priority', 0), rowid
            """, [realmID]
        ) { $0.text(0) }
    }
}
