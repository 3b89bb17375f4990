import SQLite

extension CredentialRecord: StoredRecord {
    static let table = DocumentTable("credential", owner: "user_id", changing: ["priority"], order: "priority, rowid")
    var touchedRealm: String? { nil }
    var values: [(any SQLiteBindable)?] { [id, userID, priority, storedText(document, id: id)] }

    init(row: Row) throws {
        id = row.text(0)
        userID = row.text(1)
        priority = row.int(2)
        document = CredentialRepresentation(try row.document(3))
    }
}

extension Transaction {
    /// A user's credentials, first the one that is tried first.
    func credentials(ofUser id: String) throws -> [CredentialRecord] { try all(in: id) }

    func countCredentials(ofUser id: String) throws -> Int {
        try count("SELECT count(*) FROM credential WHERE user_id = ?", [id])
    }

    func credential(id: String, ofUser userID: String) throws -> CredentialRecord? { try find(id, in: userID) }

    /// The types of credential that each of a user's is, without reading them: `password`, `otp` …
    func credentialTypes(ofUser id: String) throws -> Set<String> {
        Set(
            try rows("SELECT document ->> '$.type' FROM credential WHERE user_id = ?", [id]) {
                $0.optionalText(0) ?? ""
            })
    }
}
