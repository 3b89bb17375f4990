import JSON
import SQLite

extension RoleRecord: StoredRecord {
    static let table = DocumentTable(
        "role", fixed: ["client_id"],
        computed: ["EXISTS (SELECT 1 FROM composite WHERE composite.role_id = role.id)"])
    var touchedRealm: String? { realmID }
    var values: [(any SQLiteBindable)?] { [id, realmID, clientID, storedText(document, id: id)] }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        clientID = row.optionalText(2)
        var members = try row.document(3)
        members["composite"] = .bool(row.bool(4))
        members["clientRole"] = .bool(clientID != nil)
        members["containerId"] = .string(clientID ?? realmID)
        document = RoleRepresentation(members)
    }
}

extension Transaction {
    func role(id: String, in realmID: String) throws -> RoleRecord? { try find(id, in: realmID) }

    func role(named name: String, of container: RoleContainer) throws -> RoleRecord? {
        try row(
            RoleRecord.table.select + " WHERE \(container.condition) AND name = ?", [container.id, name],
            RoleRecord.init(row:))
    }

    /// The roles of a realm or client in the order they were made; a part of them, or a search, by name.
    func roles(
        of container: RoleContainer, search: String? = nil, first: Int? = nil, max: Int? = nil
    ) throws -> [RoleRecord] {
        var sql = RoleRecord.table.select + " WHERE \(container.condition)"
        var values: [(any SQLiteBindable)?] = [container.id]
        if let search, !search.isEmpty {
            sql += " AND (name LIKE ? ESCAPE '\\' OR document ->> '$.description' LIKE ? ESCAPE '\\')"
            values += [containing(search), containing(search)]
        }
        sql += search == nil && first == nil && max == nil ? " ORDER BY role.rowid" : " ORDER BY name"
        values += Page(first: first, max: max).values
        return try rows(sql + " LIMIT ? OFFSET ?", values, RoleRecord.init(row:))
    }

    /// The roles with these ids that exist, in the order they were made.
    func roles(ids: [String]) throws -> [RoleRecord] {
        try rows(
            """
            SELECT \(RoleRecord.columns) FROM role
            WHERE id IN (SELECT value FROM json_each(?)) ORDER BY role.rowid
            """, [jsonList(ids)], RoleRecord.init(row:))
    }

    /// The roles that a composite role is made of, not those that these are made of.
    func composites(of roleID: String) throws -> [RoleRecord] {
        try rows(
            """
            SELECT \(RoleRecord.columns) FROM composite JOIN role ON role.id = composite.part_id
            WHERE composite.role_id = ? ORDER BY role.rowid
            """, [roleID], RoleRecord.init(row:))
    }

    /// The roles that have this one as a part.
    func composites(containing roleID: String) throws -> [RoleRecord] {
        try rows(
            """
            SELECT \(RoleRecord.columns) FROM composite JOIN role ON role.id = composite.role_id
            WHERE composite.part_id = ? ORDER BY role.rowid
            """, [roleID], RoleRecord.init(row:))
    }

    /// Makes these roles parts of another; those that are already stay. Naming the realm saves looking it up.
    func addComposites(_ ids: [String], to roleID: String, inRealm realmID: String? = nil) throws {
        if ids.isEmpty { return }
        try run(
            """
            INSERT INTO composite (role_id, part_id) SELECT ?1, value FROM json_each(?2)
            WHERE true ON CONFLICT DO NOTHING
            """, [roleID, jsonList(ids)])
        if let realmID { touch(realm: realmID) } else { try touchRealm(ofRole: roleID) }
    }

    func removeComposites(_ ids: [String], from roleID: String) throws {
        try run(
            "DELETE FROM composite WHERE role_id = ? AND part_id IN (SELECT value FROM json_each(?))",
            [roleID, jsonList(ids)])
        try touchRealm(ofRole: roleID)
    }

    private func touchRealm(ofRole id: String) throws {
        if let realm = try row("SELECT realm_id FROM role WHERE id = ?", [id], { $0.text(0) }) { touch(realm: realm) }
    }
}

extension RoleContainer {
    /// Finds its roles by its id, which is bound to the first parameter. Kind and id together say whose a role is: a
    /// client may bring along the id of a realm. (`container`, which both share, is what the index knows.)
    fileprivate var condition: String {
        switch self {
        case .realm: "container = ? AND client_id IS NULL"
        case .client: "container = ? AND client_id IS NOT NULL"
        }
    }
}
