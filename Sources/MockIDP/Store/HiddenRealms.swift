import SQLite

/// Realms that take more than one transaction to make or to remove. Until the last of them no one can see the realm, and
/// its name and id stay taken; what the end of the process leaves of one is removed at the next start.
extension Transaction {
    /// Takes the realm out of sight.
    func hide(_ realm: RealmRecord) throws {
        try run("INSERT INTO hidden_realm (realm_id) VALUES (?)", [realm.id])
        changes?.removed.insert(realm.id)
        changes?.made.remove(realm.id)
        touch(realm: realm.id)
    }

    /// Shows a realm that is complete.
    func reveal(_ realm: RealmRecord) throws {
        try run("DELETE FROM hidden_realm WHERE realm_id = ?", [realm.id])
        changes?.made.insert(realm.id)
        touch(realm: realm.id)
    }

    /// The ids of all realms that are out of sight.
    func hiddenRealms() throws -> [String] {
        try rows("SELECT realm_id FROM hidden_realm ORDER BY realm_id", []) { $0.text(0) }
    }

    /// Whether a realm has that name, be it in sight or not.
    func isRealmNameTaken(_ name: String) throws -> Bool {
        try count("SELECT count(*) FROM realm WHERE name = ?", [name]) > 0
    }

    /// Removes what is in a realm, at last the realm itself, for as long as the slice lasts. Whether all of it is gone.
    func removeRealm(id: String, within slice: TimeSlice? = nil) throws -> Bool {
        while try removeSome(ofRealm: id) { if slice?.isOver == true { return false } }
        return true
    }

    /// Removes some of what is in a realm, at last the realm itself; false when nothing is left. Fifty users with what they
    /// have take about a millisecond; where they have thousands of roles, a thousand of those go first.
    func removeSome(ofRealm id: String) throws -> Bool {
        for (table, key, order) in Self.realmTables {
            for (part, partKey, owner) in Self.parts[table] ?? [] {
                let owners = "SELECT id FROM \(table) WHERE realm_id = ? \(order) LIMIT 50"
                let some = "SELECT \(partKey) FROM \(part) WHERE \(owner) IN (\(owners)) LIMIT 1000"
                if try run("DELETE FROM \(part) WHERE (\(partKey)) IN (\(some))", [id]) == 1000 { return true }
            }
            let some = "SELECT \(key) FROM \(table) WHERE realm_id = ? \(order) LIMIT 50"
            if try run("DELETE FROM \(table) WHERE (\(key)) IN (\(some))", [id]) > 0 { return true }
        }
        try run("DELETE FROM realm WHERE id = ?", [id])
        changes?.removed.insert(id)
        changes?.made.remove(id)
        touch(realm: id)
        return false
    }

    /// What may be there in thousands: those who refer to others first, so that little goes with any one row. Each is found
    /// by an index; sorting what is left, for every fifty, would take as long as the square of their number.
    private static let realmTables = [
        ("user_session", "id, offline", ""), ("revoked_token", "token_id", ""), ("user", "rowid", ""),
        ("user_group", "rowid", "ORDER BY rowid DESC"), ("role", "rowid", ""), ("client", "rowid", ""),
        ("client_scope", "rowid", ""), ("component", "rowid", ""), ("flow", "rowid", ""),
        ("authenticator_config", "rowid", ""), ("required_action", "rowid", ""),
    ]

    /// What one row of those may have by thousands: table, key, and the column with the row's id.
    private static let parts = [
        "user": [("role_of_user", "user_id, role_id", "user_id"), ("group_member", "user_id, group_id", "user_id")],
        "user_group": [("role_of_group", "group_id, role_id", "group_id")],
        "role": [("composite", "role_id, part_id", "role_id")],
        "client": [
            ("scope_of_client", "client_id, scope_id", "client_id"),
            ("role_of_client", "client_id, role_id", "client_id"),
        ],
        "client_scope": [("role_of_client_scope", "scope_id, role_id", "scope_id")],
        "flow": [("execution", "rowid", "flow_id")],
    ]
}

/// The RSA keys that ship and that this database's realms have got: the first so many.
extension Transaction {
    func usedShippedKeys() throws -> Int { try count("SELECT used FROM shipped_key", []) }

    /// Notes that so many are used, if not more of them are.
    func useShippedKeys(_ count: Int) throws { try run("UPDATE shipped_key SET used = ? WHERE used < ?1", [count]) }
}
