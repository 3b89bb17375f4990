import JSON
import SQLite

extension Transaction {
    func user(id: String, in realmID: String) throws -> UserRecord? {
        try row(
            "SELECT \(UserRecord.columns) FROM user WHERE id = ? AND realm_id = ?", [id, realmID],
            UserRecord.init(row:))
    }

    /// The user of that name, in any case.
    func user(username: String, in realmID: String) throws -> UserRecord? {
        try row(
            "SELECT \(UserRecord.columns) FROM user WHERE realm_id = ? AND username = ?",
            [realmID, username.lowercased()], UserRecord.init(row:))
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

    func insert(_ user: UserRecord) throws {
        try run(
            """
            INSERT INTO user (id, realm_id, service_account_client_id, document, shares_email)
            VALUES (?1, ?2, ?3, ?4, ifnull((SELECT shares_email FROM realm WHERE id = ?2), 0))
            """, [user.id, user.realmID, user.serviceAccountClientID, user.stored])
        touch(user)
    }

    func update(_ user: UserRecord) throws {
        try run(
            "UPDATE user SET document = ?2, service_account_client_id = ?3 WHERE id = ?1",
            [user.id, user.stored, user.serviceAccountClientID])
        touch(user)
    }

    /// Removes the user with credentials, memberships, roles and sessions.
    func delete(_ user: UserRecord) throws {
        try run("DELETE FROM user WHERE id = ?", [user.id])
        touch(user)
    }

    /// A service account is part of its client; other users are read anew for each token.
    private func touch(_ user: UserRecord) {
        if user.serviceAccountClientID != nil { touch(realm: user.realmID) }
    }
}

extension UserRecord {
    static let columns = "user.id, user.realm_id, user.document, user.service_account_client_id"

    /// Usernames and addresses in lower case, an empty address not at all, since it would count as one.
    fileprivate var stored: SQLiteValue {
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

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = UserRepresentation(try row.document(2))
        serviceAccountClientID = row.optionalText(3)
    }
}
