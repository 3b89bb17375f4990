import JSON
import SQLite

extension Transaction {
    private static let columns = "id, user_id, document, priority"

    /// A user's credentials, first the one that is tried first.
    func credentials(ofUser id: String) throws -> [CredentialRecord] {
        try rows(
            "SELECT \(Self.columns) FROM credential WHERE user_id = ? ORDER BY priority, rowid", [id],
            CredentialRecord.init(row:))
    }

    func credential(id: String, ofUser userID: String) throws -> CredentialRecord? {
        try row(
            "SELECT \(Self.columns) FROM credential WHERE id = ? AND user_id = ?", [id, userID],
            CredentialRecord.init(row:))
    }

    func insert(_ credential: CredentialRecord) throws {
        try run(
            "INSERT INTO credential (id, user_id, document, priority) VALUES (?, ?, ?, ?)",
            [credential.id, credential.userID, credential.stored, credential.priority])
    }

    func update(_ credential: CredentialRecord) throws {
        try run(
            "UPDATE credential SET document = ?2, priority = ?3 WHERE id = ?1",
            [credential.id, credential.stored, credential.priority])
    }

    func delete(_ credential: CredentialRecord) throws {
        try run("DELETE FROM credential WHERE id = ?", [credential.id])
    }

    /// The types of credential that each of a user's is, without reading them: `password`, `otp` …
    func credentialTypes(ofUser id: String) throws -> Set<String> {
        Set(
            try rows("SELECT document ->> '$.type' FROM credential WHERE user_id = ?", [id]) {
                $0.optionalText(0) ?? ""
            })
    }
}

extension CredentialRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        userID = row.text(1)
        document = CredentialRepresentation(try row.document(2))
        priority = row.int(3)
    }
}
