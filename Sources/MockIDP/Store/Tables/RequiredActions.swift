import JSON
import SQLite

extension Transaction {
    private static let columns = "id, realm_id, document"

    /// The realm's required actions by priority.
    func requiredActions(in realmID: String) throws -> [RequiredActionRecord] {
        try rows(
            """
            SELECT \(Self.columns) FROM required_action WHERE realm_id = ?
            ORDER BY ifnull(document ->> '$.priority', 0), rowid
            """, [realmID], RequiredActionRecord.init(row:))
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

    func requiredAction(alias: String, in realmID: String) throws -> RequiredActionRecord? {
        try row(
            "SELECT \(Self.columns) FROM required_action WHERE realm_id = ? AND alias = ?", [realmID, alias],
            RequiredActionRecord.init(row:))
    }

    func insert(_ action: RequiredActionRecord) throws {
        try run(
            "INSERT INTO required_action (id, realm_id, document) VALUES (?, ?, ?)",
            [action.id, action.realmID, storedText(action.document)])
        touch(realm: action.realmID)
    }

    func update(_ action: RequiredActionRecord) throws {
        try run(
            "UPDATE required_action SET document = ?2 WHERE id = ?1", [action.id, storedText(action.document)])
        touch(realm: action.realmID)
    }

    func delete(_ action: RequiredActionRecord) throws {
        try run("DELETE FROM required_action WHERE id = ?", [action.id])
        touch(realm: action.realmID)
    }
}

extension RequiredActionRecord {
    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = RequiredActionProviderRepresentation(try row.document(2))
    }
}
