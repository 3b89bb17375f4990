/// A group by itself.
private struct GroupLink {
    let name: String
    let parentID: String?
    let attributes: TextMap<[String]>?
}

extension TokenGroup {
    /// A group below its parents, nearest first.
    fileprivate init(_ chain: [GroupLink]) {
        self.init(
            name: chain.first?.name ?? "", path: chain.reversed().map { "/" + $0.name }.joined(),
            attributes: chain.compactMap(\.attributes))
    }
}

/// The groups of a user, read with the groups around them in three queries, however many there are.
struct TokenGroups {
    let groups: [TokenGroup]
    /// The roles of these groups and of those around them, without what they are made of.
    let roleIDs: [String]

    init(ofUser id: String, _ tx: Transaction) throws {
        let joined = try tx.groupIDs(ofUser: id)
        guard !joined.isEmpty else {
            (groups, roleIDs) = ([], [])
            return
        }
        let all = try tx.groups(ofUserWithParents: id)
        var known: TextMap<GroupLink> = [:]
        for group in all {
            known[group.id] = GroupLink(
                name: group.name, parentID: group.parentID, attributes: group.document.attributes)
        }
        groups = joined.map { id in
            var chain: [GroupLink] = []
            var next: String? = id
            // In a database of an earlier version a group may be around itself.
            while let id = next, chain.count < min(known.count, 1000), let group = known[id] {
                chain.append(group)
                next = group.parentID
            }
            return TokenGroup(chain)
        }
        roleIDs = try tx.roleIDs(heldByGroups: all.map(\.id))
    }
}
