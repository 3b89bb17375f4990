import SQLite

/// The paths of groups, such as `/staff/web`, each group around them read once.
///
/// Nothing here trusts the tree: in a database of an earlier version a group may be around itself.
final class GroupPaths {
    /// How deep groups may be nested. Keycloak has no bound, but its imports, two levels of JSON for each of groups and
    /// a thousand at most (Jackson's `StreamReadConstraints`), end below five hundred.
    static let maximumDepth = 250

    private let tx: Transaction
    private var known: TextMap<String> = [:]

    init(_ tx: Transaction) { self.tx = tx }

    /// The names from the top group down to this one.
    func path(of group: GroupRecord) throws -> String {
        let around = try groups(around: group)
        var path = around.last.flatMap { known[$0.id] } ?? ""
        for group in around.reversed() where known[group.id] == nil {
            path += "/" + group.name
            known[group.id] = path
        }
        return path + "/" + group.name
    }

    /// The groups around one, from the inside out, as far as their paths are not known yet; the first known one is last.
    private func groups(around group: GroupRecord) throws -> [(id: String, name: String)] {
        var around: [(id: String, name: String)] = []
        var seen: Set = [group.id]
        var next = group.parentID
        while let id = next, seen.insert(id).inserted, let place = try tx.place(ofGroup: id) {
            around.append((id, place.name))
            if known[id] != nil { break }
            next = place.parentID
        }
        return around
    }
}

extension Transaction {
    /// The names from the top group down to this one, as in `/staff/web`.
    func path(of group: GroupRecord) throws -> String { try GroupPaths(self).path(of: group) }

    /// The ids of the group and of those around it, from the inside out.
    func groupIDs(from id: String) throws -> [String] {
        var ids: [String] = []
        var seen: TextSet = []
        var next: String? = id
        while let id = next, seen.insert(id).inserted, let place = try place(ofGroup: id) {
            ids.append(id)
            next = place.parentID
        }
        return ids
    }

    /// How many levels of groups begin with this one; counting ends one beyond the bound.
    func height(ofGroup id: String) throws -> Int {
        try count(
            """
            WITH RECURSIVE below (id, height) AS (
                SELECT ?1, 1
                UNION SELECT user_group.id, height + 1
                FROM below JOIN user_group ON user_group.parent_id = below.id WHERE height <= ?2
            )
            SELECT max(height) FROM below
            """, [id, GroupPaths.maximumDepth])
    }

    fileprivate func place(ofGroup id: String) throws -> (name: String, parentID: String?)? {
        try row("SELECT name, parent_id FROM user_group WHERE id = ?", [id]) { ($0.text(0), $0.optionalText(1)) }
    }
}
