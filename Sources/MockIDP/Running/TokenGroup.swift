/// A group as tokens know it.
struct TokenGroup: Sendable {
    let name: String
    /// `/parent/group`.
    let path: String
    /// Attributes of the group and of its parents, nearest first.
    private let attributes: [[String: [String]]]

    fileprivate init(_ chain: [Member]) {
        name = chain.first?.name ?? ""
        path = chain.reversed().map { "/" + $0.name }.joined()
        attributes = chain.compactMap(\.attributes)
    }

    /// A group by itself.
    fileprivate struct Member {
        let name: String
        let parentID: String?
        let attributes: [String: [String]]?
    }

    func values(ofAttribute name: String) -> [String] {
        attributes.lazy.compactMap { $0[name] }.first { !$0.isEmpty } ?? []
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
        var known: TextMap<TokenGroup.Member> = [:]
        for group in all {
            known[group.id] = TokenGroup.Member(
                name: group.name, parentID: group.parentID, attributes: group.document.attributes)
        }
        groups = joined.map { id in
            var chain: [TokenGroup.Member] = []
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
