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

    /// What tokens need of roles and of all that they are made of: names, without their documents.
    func effectiveRoleNames(ofRoles ids: [String]) throws -> [RoleName] {
        try rows(
            """
            WITH RECURSIVE held (id) AS (
                SELECT value FROM json_each(?)
                UNION SELECT composite.part_id FROM held JOIN composite ON composite.role_id = held.id
            )
            SELECT role.id, role.name, role.client_id FROM held JOIN role ON role.id = held.id ORDER BY role.rowid
            """, [jsonList(ids)]
        ) { RoleName(id: $0.text(0), name: $0.text(1), clientID: $0.optionalText(2)) }
    }

    /// All roles of a group: its own, those of the groups around it, and what they are made of.
    func effectiveRoles(ofGroup id: String) throws -> [RoleRecord] {
        try rows(
            Self.heldByGroup
                + "SELECT \(RoleRecord.columns) FROM held JOIN role ON role.id = held.id ORDER BY role.rowid",
            [id], RoleRecord.init(row:))
    }

    // The groups are a query of their own: as a second table expression they make SQLite several times slower.
    private static let heldByUser = held(
        from: """
            SELECT role_id FROM role_of_user WHERE user_id = ?1
            UNION ALL
            """, teamsFrom: "SELECT group_id FROM group_member WHERE user_id = ?1")
    private static let heldByGroup = held(from: "", teamsFrom: "SELECT ?1")

    private static func held(from own: String, teamsFrom teams: String) -> String {
        """
        WITH RECURSIVE held (id) AS (
            \(own)
            SELECT role_id FROM role_of_group WHERE group_id IN (
                WITH RECURSIVE team (id) AS (
                    \(teams)
                    UNION SELECT user_group.parent_id FROM team JOIN user_group ON user_group.id = team.id
                    WHERE user_group.parent_id IS NOT NULL
                ) SELECT id FROM team
            )
            UNION SELECT composite.part_id FROM held JOIN composite ON composite.role_id = held.id
        )

        """
    }
}

/// A role as tokens name it.
struct RoleName: Sendable, Hashable {
    let id: String
    let name: String
    /// The client it belongs to; nil for a role of the realm.
    let clientID: String?
}
