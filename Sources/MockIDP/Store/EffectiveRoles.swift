import SQLite

extension Transaction {
    /// These roles and all that they are made of.
    func effectiveRoles(_ roleIDs: [String]) throws -> [RoleRecord] {
        if roleIDs.isEmpty { return [] }
        return try rows(
            """
            WITH RECURSIVE held (id) AS (
                SELECT value FROM json_each(?)
                UNION SELECT composite.part_id FROM held JOIN composite ON composite.role_id = held.id
            )
            SELECT \(RoleRecord.columns) FROM held JOIN role ON role.id = held.id ORDER BY role.rowid
            """, [jsonList(roleIDs)], RoleRecord.init(row:))
    }

    /// All roles of a user: its own, those of its groups and of the groups around these, and what they are made of.
    func effectiveRoles(ofUser id: String) throws -> [RoleRecord] {
        try rows(
            Self.heldByUser
                + "SELECT \(RoleRecord.columns) FROM held JOIN role ON role.id = held.id ORDER BY role.rowid",
            [id], RoleRecord.init(row:))
    }

    /// Only the ids of `effectiveRoles(ofUser:)`.
    func effectiveRoleIDs(ofUser id: String) throws -> [String] {
        try rows(Self.heldByUser + "SELECT id FROM held", [id]) { $0.text(0) }
    }

    private static let heldByUser = """
        WITH RECURSIVE team (id) AS (
            SELECT group_id FROM group_member WHERE user_id = ?1
            UNION SELECT user_group.parent_id FROM team JOIN user_group ON user_group.id = team.id
            WHERE user_group.parent_id IS NOT NULL
        ), held (id) AS (
            SELECT role_id FROM role_of_user WHERE user_id = ?1
            UNION SELECT role_of_group.role_id FROM team JOIN role_of_group ON role_of_group.group_id = team.id
            UNION SELECT composite.part_id FROM held JOIN composite ON composite.role_id = held.id
        )

        """

    /// All roles of a group: its own, those of the groups around it, and what they are made of.
    func effectiveRoles(ofGroup id: String) throws -> [RoleRecord] {
        try rows(
            """
            WITH RECURSIVE team (id) AS (
                SELECT ?1
                UNION SELECT user_group.parent_id FROM team JOIN user_group ON user_group.id = team.id
                WHERE user_group.parent_id IS NOT NULL
            ), held (id) AS (
                SELECT role_of_group.role_id FROM team JOIN role_of_group ON role_of_group.group_id = team.id
                UNION SELECT composite.part_id FROM held JOIN composite ON composite.role_id = held.id
            )
            SELECT \(RoleRecord.columns) FROM held JOIN role ON role.id = held.id ORDER BY role.rowid
            """, [id], RoleRecord.init(row:))
    }
}
