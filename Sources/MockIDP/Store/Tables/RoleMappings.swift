import JSON
import SQLite

extension RoleHolder {
    /// Table and column of what holds the role.
    fileprivate var place: (table: String, column: String, id: String) {
        switch self {
        case .user(let id): ("role_of_user", "user_id", id)
        case .group(let id): ("role_of_group", "group_id", id)
        case .client(let id): ("role_of_client", "client_id", id)
        case .clientScope(let id): ("role_of_client_scope", "scope_id", id)
        }
    }
}

extension Transaction {
    /// The roles given to a user or group, or mapped to a client or client scope, themselves.
    func roles(heldBy holder: RoleHolder) throws -> [RoleRecord] {
        let place = holder.place
        return try rows(
            """
            SELECT \(RoleRecord.columns) FROM \(place.table) AS held JOIN role ON role.id = held.role_id
            WHERE held.\(place.column) = ? ORDER BY role.rowid
            """, [place.id], RoleRecord.init(row:))
    }

    /// Only the ids of `roles(heldBy:)`.
    func roleIDs(heldBy holder: RoleHolder) throws -> [String] {
        let place = holder.place
        return try rows("SELECT role_id FROM \(place.table) WHERE \(place.column) = ?", [place.id]) { $0.text(0) }
    }

    /// Gives roles; those already held stay.
    func addRoles(_ ids: [String], to holder: RoleHolder) throws {
        let place = holder.place
        if ids.isEmpty { return }
        try run(
            """
            INSERT INTO \(place.table) (\(place.column), role_id) SELECT ?1, value FROM json_each(?2)
            WHERE true ON CONFLICT DO NOTHING
            """, [place.id, jsonList(ids)])
        try touchRealm(of: holder)
    }

    func removeRoles(_ ids: [String], from holder: RoleHolder) throws {
        let place = holder.place
        try run(
            """
            DELETE FROM \(place.table) WHERE \(place.column) = ? AND role_id IN (SELECT value FROM json_each(?))
            """, [place.id, jsonList(ids)])
        try touchRealm(of: holder)
    }

    /// The groups that were given the role itself, by name.
    func groups(withRole id: String, first: Int? = nil, max: Int? = nil) throws -> [GroupRecord] {
        try rows(
            """
            SELECT \(GroupRecord.columns) FROM role_of_group JOIN user_group ON user_group.id = role_of_group.group_id
            WHERE role_of_group.role_id = ? ORDER BY user_group.name LIMIT ? OFFSET ?
            """, [id] + Page(first: first, max: max).values, GroupRecord.init(row:))
    }

    /// Touches the realm of what holds roles. Of users only service accounts count: others are read for each token.
    func touchRealm(of holder: RoleHolder) throws {
        let (sql, id) =
            switch holder {
            case .user(let id):
                ("SELECT realm_id FROM user WHERE id = ? AND service_account_client_id IS NOT NULL", id)
            case .group(let id): ("SELECT realm_id FROM user_group WHERE id = ?", id)
            case .client(let id): ("SELECT realm_id FROM client WHERE id = ?", id)
            case .clientScope(let id): ("SELECT realm_id FROM client_scope WHERE id = ?", id)
            }
        if let realm = try row(sql, [id], { $0.text(0) }) { touch(realm: realm) }
    }
}
