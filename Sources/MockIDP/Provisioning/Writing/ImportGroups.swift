import JSON

extension RealmImport {
    func groupSteps() -> Steps {
        Steps([
            Steps(GroupSteps(self)),
            each(texts("defaultGroups")) { work, path in
                guard let id = try work.group(at: path) else { throw ImportError.unknownDefaultGroup(path) }
                try work.tx.addDefaultGroup(id, inRealm: work.realm.id)
            },
        ])
    }

    /// A group before those below it.
    private struct GroupSteps: Sequence, IteratorProtocol {
        private typealias Waiting = (object: JSONObject, parentID: String?, depth: Int)

        private let work: RealmImport
        private var waiting: [Waiting]
        private var grants: [Step] = []

        init(_ work: RealmImport) {
            self.work = work
            waiting = work.list("groups").reversed().map { ($0, nil, 1) }
        }

        mutating func next() -> Step? {
            if let grant = grants.popLast() { return grant }
            guard let (object, parentID, depth) = waiting.popLast() else { return nil }
            let id = work.idOrNew(of: object)
            waiting += work.list("subGroups", of: object).reversed().map { ($0, id, depth + 1) }
            grants = work.grantSteps(of: object, to: .group(id)).reversed()
            return { work in
                let name = try work.name(of: object, "name", "group")
                guard depth <= GroupPaths.maximumDepth else { throw ImportError.groupTooDeep(name) }
                let group = GroupRecord(
                    id: try work.checked(id: id), realmID: work.realm.id, parentID: parentID, document: .init(object))
                try work.tx.insert(group)
            }
        }
    }

    /// The id of the group that a user joins, written as its path.
    func group(at path: String, of username: String) throws -> String {
        guard let id = try group(at: path) else { throw ImportError.unknownGroup(path, of: username) }
        return id
    }

    private func group(at path: String) throws -> String? {
        if let id = groups[path] { return id }
        guard let group = try tx.group(path: path, in: realm.id) else { return nil }
        groups[path] = group.id
        return group.id
    }
}
