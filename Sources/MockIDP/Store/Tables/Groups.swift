import JSON
import SQLite

extension GroupRecord: StoredRecord {
    /// Where a group is, is for `move`.
    static let table = DocumentTable("user_group", fixed: ["parent_id"])
    var touchedRealm: String? { realmID }
    var values: [(any SQLiteBindable)?] { [id, realmID, parentID, storedText(document, id: id)] }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        parentID = row.optionalText(2)
        var members = try row.document(3)
        if let parentID { members["parentId"] = .string(parentID) }
        document = GroupRepresentation(members)
    }

    /// Removes the group with all groups under it, the lowest first: SQLite cascades through a thousand levels only, and
    /// a database of an earlier version may have more.
    func delete(_ tx: Transaction) throws {
        var levels = [[id]]
        var seen = TextSet(levels[0])
        while let level = levels.last, !level.isEmpty {
            levels.append(try tx.idsOfGroups(under: level).filter { seen.insert($0).inserted })
        }
        for level in levels.reversed() {
            try tx.run("DELETE FROM user_group WHERE id IN (SELECT value FROM json_each(?))", [jsonList(level)])
        }
        tx.touch(realm: realmID)
    }
}

extension Transaction {
    func group(id: String, in realmID: String) throws -> GroupRecord? { try find(id, in: realmID) }

    /// The group at a path such as `/staff/web`. A name may hold slashes itself: on each level the shortest name that a
    /// group has is taken, without going back (Keycloak's `KeycloakModelUtils.findGroupByPath`).
    func group(path: String, in realmID: String) throws -> GroupRecord? {
        guard path.utf8.lazy.filter({ $0 == UInt8(ascii: "/") }).count <= Self.mostSegments else { return nil }
        var names = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        if names.first == "" { names.removeFirst() }
        if names.last == "" { names.removeLast() }
        var found: GroupRecord?
        while !names.isEmpty {
            guard let (group, length) = try group(atStartOf: names, under: found?.id, in: realmID) else { return nil }
            found = group
            names = names.dropFirst(length)
        }
        return found
    }

    /// More than the deepest group has, also when its names hold some slashes.
    private static let mostSegments = 4 * GroupPaths.maximumDepth
    /// A name is no longer than this (recording: names 191), so it has less than as many segments.
    private static let longestName = 255

    /// The group that has the shortest name made of the first segments, and how many these are.
    private func group(
        atStartOf segments: ArraySlice<Substring>, under parentID: String?, in realmID: String
    ) throws -> (GroupRecord, Int)? {
        guard let first = segments.first else { return nil }
        if let group = try group(named: String(first), under: parentID, in: realmID) { return (group, 1) }
        var names: [String] = []
        var name = String(first)
        for segment in segments.dropFirst() {
            name += "/" + segment
            guard name.utf16.count <= Self.longestName else { break }
            names.append(name)
        }
        if names.isEmpty { return nil }
        let groups = try rows(
            """
            SELECT \(GroupRecord.columns) FROM user_group
            WHERE realm_id = ? AND ifnull(parent_id, '') = ? AND name IN (SELECT value FROM json_each(?))
            ORDER BY length(name) LIMIT 1
            """, [realmID, parentID ?? "", jsonList(names)], GroupRecord.init(row:))
        return groups.first.map { ($0, $0.name.utf8.lazy.filter { $0 == UInt8(ascii: "/") }.count + 1) }
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

    /// Puts the group with all groups under it below another, or, without one, at the top.
    func move(_ group: GroupRecord, under parentID: String?) throws {
        if let parentID {
            let around = try groupIDs(from: parentID)
            if around.contains(group.id) { throw GroupPlaceError.belowItself }
            guard try around.count + height(ofGroup: group.id) <= GroupPaths.maximumDepth else {
                throw GroupPlaceError.tooDeep
            }
        }
        try run("UPDATE user_group SET parent_id = ?2 WHERE id = ?1", [group.id, parentID])
        touch(realm: group.realmID)
    }

    fileprivate func idsOfGroups(under ids: [String]) throws -> [String] {
        try rows(
            "SELECT id FROM user_group WHERE parent_id IN (SELECT value FROM json_each(?))", [jsonList(ids)]
        ) { $0.text(0) }
    }
}

/// Why a group cannot be where it was to be.
enum GroupPlaceError: Error {
    /// It would be in one of its own groups, and so in none that can be reached.
    case belowItself
    case tooDeep
}
