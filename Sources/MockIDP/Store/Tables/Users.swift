import JSON
import SQLite

extension UserRecord: StoredRecord {
    static let table = DocumentTable(
        "user", name: "username", changing: ["service_account_client_id"],
        insert: """
            INSERT INTO user (id, realm_id, service_account_client_id, document, shares_email)
            VALUES (?1, ?2, ?3, ?4, ifnull((SELECT shares_email FROM realm WHERE id = ?2), 0))
            """)
    /// A service account is part of its client; other users are read anew for each token.
    var touchedRealm: String? { serviceAccountClientID == nil ? nil : realmID }
    var values: [(any SQLiteBindable)?] { [id, realmID, serviceAccountClientID, stored] }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        serviceAccountClientID = row.optionalText(2)
        document = UserRepresentation(try row.document(3))
    }

    /// Usernames and addresses in lower case, an empty address not at all, since it would count as one.
    private var stored: SQLiteValue {
        var members = document.document
        for name in ["username", "email"] {
            guard let text = members.text(name) else { continue }
            let lower = text.lowercased()
            if name == "email", lower.isEmpty {
                members[name] = nil
            } else if lower != text {
                members[name] = .string(lower)
            }
        }
        return storedText(UserRepresentation(members), id: id)
    }
}

extension Transaction {
    func user(id: String, in realmID: String) throws -> UserRecord? { try find(id, in: realmID) }

    /// The user of that name, in any case.
    func user(username: String, in realmID: String) throws -> UserRecord? {
        try find(named: username.lowercased(), in: realmID)
    }

    /// The user with that address, in any case; the first one made where a realm allows several.
    func user(email: String, in realmID: String) throws -> UserRecord? {
        // One query for each of the two partial indexes.
        for sharesEmail in [false, true] {
            let user = try row(
                """
                SELECT \(UserRecord.columns) FROM user
                WHERE realm_id = ? AND email = ? AND shares_email = \(sharesEmail ? 1 : 0) ORDER BY rowid
                """, [realmID, email.lowercased()], UserRecord.init(row:))
            if let user { return user }
        }
        return nil
    }

    /// The user that a client acts as on its own behalf.
    func serviceAccount(ofClient id: String) throws -> UserRecord? {
        try row(
            "SELECT \(UserRecord.columns) FROM user WHERE service_account_client_id = ?", [id], UserRecord.init(row:))
    }
}
