import JSON
import SQLite

extension Transaction {
    private static let columns = "id, document, default_role_id"
    private static let isInSight = "id NOT IN (SELECT realm_id FROM hidden_realm)"

    /// All realms, in the order they were made. One whose document cannot be read must not hide the others.
    func realms() throws -> [RealmRecord] {
        try rows("SELECT \(Self.columns) FROM realm WHERE \(Self.isInSight) ORDER BY rowid", []) { try? readRealm($0) }
            .compactMap { $0 }
    }

    /// The ids and names of all realms, in the order they were made.
    func realmNames() throws -> [(id: String, name: String)] {
        try rows("SELECT id, name FROM realm WHERE \(Self.isInSight) ORDER BY rowid", []) {
            (id: $0.text(0), name: $0.text(1))
        }
    }

    func realmID(named name: String) throws -> String? {
        try row("SELECT id FROM realm WHERE name = ?", [name]) { $0.text(0) }
    }

    func realm(named name: String) throws -> RealmRecord? {
        try row("SELECT \(Self.columns) FROM realm WHERE name = ? AND \(Self.isInSight)", [name], readRealm)
    }

    func realm(id: String) throws -> RealmRecord? {
        try row("SELECT \(Self.columns) FROM realm WHERE id = ? AND \(Self.isInSight)", [id], readRealm)
    }

    private func readRealm(_ row: Row) throws -> RealmRecord {
        let id = row.text(0)
        let document = try realmDocuments.document(ofRealm: id, row, 1)
        return RealmRecord(
            id: id, name: nil, document: RealmRepresentation(document), defaultRoleID: row.optionalText(2))
    }

    func insert(_ realm: RealmRecord) throws {
        try run(
            "INSERT INTO realm (id, document, default_role_id) VALUES (?, ?, ?)",
            [realm.id, realm.stored, realm.defaultRoleID])
        changes?.made.insert(realm.id)
        touch(realm: realm.id)
    }

    func update(_ realm: RealmRecord) throws {
        let lifespans = Lifespans(realm.document)
        if let old = try self.realm(id: realm.id), Lifespans(old.document) != lifespans {
            try recountSessions(in: realm.id, lifespans)
        }
        try run(
            "UPDATE realm SET document = ?2, default_role_id = ?3 WHERE id = ?1",
            [realm.id, realm.stored, realm.defaultRoleID])
        try run(
            """
            UPDATE user SET shares_email = ?2 WHERE realm_id = ?1 AND shares_email <> ?2
            """, [realm.id, realm.document.duplicateEmailsAllowed])
        touch(realm: realm.id)
    }

    /// Names the role that every new user of the realm gets.
    func setDefaultRole(_ roleID: String, ofRealm id: String) throws {
        try run("UPDATE realm SET default_role_id = ?2 WHERE id = ?1", [id, roleID])
        touch(realm: id)
    }

    /// The role that every new user of the realm gets.
    func defaultRole(ofRealm id: String) throws -> RoleRecord? {
        try row(
            "SELECT \(RoleRecord.columns) FROM role JOIN realm ON realm.default_role_id = role.id WHERE realm.id = ?",
            [id], RoleRecord.init(row:))
    }
}

extension RealmRecord {
    fileprivate var stored: SQLiteValue {
        storedText(document, id: id)
    }
}
