import SQLite

extension Transaction {
    /// The groups that a user joined, by name; with `search`, those whose name has it.
    func groups(
        ofUser id: String, search: String? = nil, first: Int? = nil, max: Int? = nil
    ) throws -> [GroupRecord] {
        try rows(
            """
            SELECT \(GroupRecord.columns) FROM group_member JOIN user_group ON user_group.id = group_member.group_id
            WHERE group_member.user_id = ? AND user_group.name LIKE ? ESCAPE '\\'
            ORDER BY user_group.name LIMIT ? OFFSET ?
            """, [id, containing(search ?? "")] + Page(first: first, max: max).values, GroupRecord.init(row:))
    }

    /// Only the ids of `groups(ofUser:)`.
    func groupIDs(ofUser id: String) throws -> [String] {
        try rows("SELECT group_id FROM group_member WHERE user_id = ?", [id]) { $0.text(0) }
    }

    /// The groups that a user joined and all groups around these.
    func groups(ofUserWithParents id: String) throws -> [GroupRecord] {
        try rows(
            """
            WITH RECURSIVE team (id) AS (
                SELECT group_id FROM group_member WHERE user_id = ?
                UNION SELECT user_group.parent_id FROM team JOIN user_group ON user_group.id = team.id
                WHERE user_group.parent_id IS NOT NULL
            )
            SELECT \(GroupRecord.columns) FROM team JOIN user_group ON user_group.id = team.id
            """, [id], GroupRecord.init(row:))
    }

    /// The roles given to any of these groups itself.
    func roleIDs(heldByGroups ids: [String]) throws -> [String] {
        try rows(
            "SELECT DISTINCT role_id FROM role_of_group WHERE group_id IN (SELECT value FROM json_each(?))",
            [jsonList(ids)]
        ) { $0.text(0) }
    }

    func countGroups(ofUser id: String, search: String? = nil) throws -> Int {
        try count(
            """
            SELECT count(*) FROM group_member JOIN user_group ON user_group.id = group_member.group_id
            WHERE group_member.user_id = ? AND user_group.name LIKE ? ESCAPE '\\'
            """, [id, containing(search ?? "")])
    }

    /// Makes the user a member; one that is already stays.
    func join(user id: String, group groupID: String) throws {
        try run("INSERT INTO group_member (user_id, group_id) VALUES (?, ?) ON CONFLICT DO NOTHING", [id, groupID])
        try touchRealm(of: .user(id))
    }

    func leave(user id: String, group groupID: String) throws {
        try run("DELETE FROM group_member WHERE user_id = ? AND group_id = ?", [id, groupID])
        try touchRealm(of: .user(id))
    }

    func isMember(user id: String, group groupID: String) throws -> Bool {
        try count("SELECT count(*) FROM group_member WHERE user_id = ? AND group_id = ?", [id, groupID]) > 0
    }

    /// The groups that every new user of the realm joins.
    func defaultGroups(ofRealm id: String) throws -> [GroupRecord] {
        try rows(
            """
            SELECT \(GroupRecord.columns) FROM default_group JOIN user_group ON user_group.id = default_group.group_id
            WHERE default_group.realm_id = ? ORDER BY default_group.rowid
            """, [id], GroupRecord.init(row:))
    }

    func addDefaultGroup(_ id: String, inRealm realmID: String) throws {
        try run("INSERT INTO default_group (realm_id, group_id) VALUES (?, ?) ON CONFLICT DO NOTHING", [realmID, id])
        touch(realm: realmID)
    }

    func removeDefaultGroup(_ id: String, inRealm realmID: String) throws {
        try run("DELETE FROM default_group WHERE realm_id = ? AND group_id = ?", [realmID, id])
        touch(realm: realmID)
    }
}
