import JSON
import SQLite

extension Transaction {
    func group(id: String, in realmID: String) throws -> GroupRecord? {
        try row(
            "SELECT \(GroupRecord.columns) FROM user_group WHERE id = ? AND realm_id = ?", [id, realmID],
            GroupRecord.init(row:))
    }

    /// The group at a path such as `/staff/web`; a name may hold slashes itself.
    func group(path: String, in realmID: String) throws -> GroupRecord? {
        var names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if names.first == "" { names.removeFirst() }
        if names.last == "" { names.removeLast() }
        return try group(names[...], under: nil, in: realmID)
    }

    private func group(_ names: ArraySlice<String>, under parent: GroupRecord?, in realmID: String) throws
        -> GroupRecord?
    {
        if names.isEmpty { return parent }
        for length in 1...names.count {
            let name = names.prefix(length).joined(separator: "/")
            guard let child = try group(named: name, under: parent?.id, in: realmID) else { continue }
            if let found = try group(names.dropFirst(length), under: child, in: realmID) { return found }
        }
        return nil
    }

    func group(named name: String, under parentID: String?, in realmID: String) throws -> GroupRecord? {
        try row(
            """
            SELECT \(GroupRecord.columns) FROM user_group
            WHERE realm_id = ? AND ifnull(parent_id, '') = ? AND name = ?
            """, [realmID, parentID ?? "", name], GroupRecord.init(row:))
    }

    /// The groups right under `parent`, or the realm's top groups, by name; with `search`, those whose name has it.
    func groups(
        in realmID: String, parent: String? = nil, search: String? = nil, exact: Bool = false, first: Int? = nil,
        max: Int? = nil
    ) throws -> [GroupRecord] {
        var sql = "SELECT \(GroupRecord.columns) FROM user_group WHERE realm_id = ? AND ifnull(parent_id, '') = ?"
        var values: [(any SQLiteBindable)?] = [realmID, parent ?? ""]
        if let search {
            sql += exact ? " AND name = ?" : " AND name LIKE ? ESCAPE '\\'"
            values.append(exact ? search : containing(search))
        }
        values += Page(first: first, max: max).values
        return try rows(sql + " ORDER BY name LIMIT ? OFFSET ?", values, GroupRecord.init(row:))
    }

    /// The groups at any depth whose name has `name` in it, or is it, by name.
    func groups(in realmID: String, anywhereNamed name: String, exact: Bool = false) throws -> [GroupRecord] {
        try rows(
            """
            SELECT \(GroupRecord.columns) FROM user_group
            WHERE realm_id = ? AND name \(exact ? "= ?" : "LIKE ? ESCAPE '\\'") ORDER BY name
            """, [realmID, exact ? name : containing(name)], GroupRecord.init(row:))
    }

    func children(of group: GroupRecord) throws -> [GroupRecord] {
        try groups(in: group.realmID, parent: group.id)
    }

    func countChildren(ofGroup id: String) throws -> Int {
        try count("SELECT count(*) FROM user_group WHERE parent_id = ?", [id])
    }

    /// How many groups the realm has: at any depth, or at its top; with `search`, whose name has it.
    func countGroups(in realmID: String, search: String? = nil, onlyTop: Bool = false) throws -> Int {
        var sql = "SELECT count(*) FROM user_group WHERE realm_id = ?"
        var values: [(any SQLiteBindable)?] = [realmID]
        if onlyTop { sql += " AND parent_id IS NULL" }
        if let search {
            sql += " AND name LIKE ? ESCAPE '\\'"
            values.append(containing(search))
        }
        return try count(sql, values)
    }

    /// The names from the top group down to this one, as in `/staff/web`.
    func path(of group: GroupRecord) throws -> String {
        guard let parentID = group.parentID else { return "/" + group.name }
        let above = try rows(
            """
            WITH RECURSIVE above (id, height) AS (
                SELECT ?1, 1
                UNION ALL SELECT user_group.parent_id, height + 1
                FROM above JOIN user_group ON user_group.id = above.id WHERE user_group.parent_id IS NOT NULL
            )
            SELECT user_group.name FROM above JOIN user_group ON user_group.id = above.id ORDER BY height DESC
            """, [parentID]
        ) { "/" + $0.text(0) }
        return above.joined() + "/" + group.name
    }

    func insert(_ group: GroupRecord) throws {
        try run(
            "INSERT INTO user_group (id, realm_id, parent_id, document) VALUES (?, ?, ?, ?)",
            [group.id, group.realmID, group.parentID, group.stored])
        touch(realm: group.realmID)
    }

    func update(_ group: GroupRecord) throws {
        try run(
            "UPDATE user_group SET parent_id = ?2, document = ?3 WHERE id = ?1",
            [group.id, group.parentID, group.stored])
        touch(realm: group.realmID)
    }

    /// Removes the group with all groups under it.
    func delete(_ group: GroupRecord) throws {
        try run("DELETE FROM user_group WHERE id = ?", [group.id])
        touch(realm: group.realmID)
    }
}

extension GroupRecord {
    static let columns = "user_group.id, user_group.realm_id, user_group.parent_id, user_group.document"

    private static let elsewhere: Set<String> = [
        "path", "parentId", "subGroupCount", "subGroups", "realmRoles", "clientRoles", "access",
    ]

    fileprivate var stored: SQLiteValue { storedText(document.document, id: id, without: Self.elsewhere) }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        parentID = row.optionalText(2)
        var members = try row.document(3)
        if let parentID { members["parentId"] = .string(parentID) }
        document = GroupRepresentation(members)
    }
}
