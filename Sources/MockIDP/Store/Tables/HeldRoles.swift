import SQLite

extension Transaction {
    /// The names of a client's roles, by id, that a user holds: itself, through groups, or as parts of other roles.
    ///
    /// This climbs from these roles to those that they are parts of, which are few. On the way down from the user's roles
    /// master's `admin` alone has eighteen parts for each realm there is.
    func roleNames(ofClient clientID: String, heldBy userID: String) throws -> [(id: String, name: String)] {
        try rows(Self.held(from: "SELECT id, id FROM role WHERE client_id = ?2"), [userID, clientID]) {
            (id: $0.text(0), name: $0.text(1))
        }
    }

    /// Whether a user holds a role, in any of these ways.
    func holds(role id: String, user userID: String) throws -> Bool {
        try row(Self.held(from: "SELECT ?2, ?2"), [userID, id]) { _ in true } ?? false
    }

    /// The id of a realm's own role.
    func roleID(named name: String, ofRealm realmID: String) throws -> String? {
        try row("SELECT id FROM role WHERE container = ? AND name = ? AND client_id IS NULL", [realmID, name]) {
            $0.text(0)
        }
    }

    private static func held(from start: String) -> String {
        """
        WITH RECURSIVE
            own (id) AS (
                SELECT role_id FROM role_of_user WHERE user_id = ?1
                UNION SELECT role_id FROM role_of_group WHERE group_id IN (
                    WITH RECURSIVE team (id) AS (
                        SELECT group_id FROM group_member WHERE user_id = ?1
                        UNION SELECT user_group.parent_id FROM team JOIN user_group ON user_group.id = team.id
                        WHERE user_group.parent_id IS NOT NULL
                    ) SELECT id FROM team
                )
            ),
            above (target, id) AS (
                \(start)
                UNION SELECT above.target, composite.role_id
                FROM above JOIN composite ON composite.part_id = above.id
            )
        SELECT role.id, role.name FROM role
        WHERE role.id IN (SELECT target FROM above WHERE id IN (SELECT id FROM own))
        """
    }
}
