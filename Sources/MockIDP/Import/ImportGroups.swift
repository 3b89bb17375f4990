import JSON

extension RealmImport {
    func groupSteps() -> AnySequence<Step> {
        AnySequence(
            [
                AnySequence(GroupSteps(self)),
                each(texts("defaultGroups")) { work, path in
                    guard let id = work.groups[path] else { return }
                    try work.tx.addDefaultGroup(id, inRealm: work.realm.id)
                },
            ].joined())
    }

    /// A group before those below it.
    private struct GroupSteps: Sequence, IteratorProtocol {
        private typealias Waiting = (object: JSONObject, parentID: String?, path: String)

        private let work: RealmImport
        private var waiting: [Waiting]
        private var grants: [Step] = []

        init(_ work: RealmImport) {
            self.work = work
            waiting = work.list("groups").reversed().map { ($0, nil, "") }
        }

        mutating func next() -> Step? {
            if let grant = grants.popLast() { return grant }
            guard let (object, parentID, parentPath) = waiting.popLast() else { return nil }
            let id = work.id(of: object)
            let path = parentPath + "/" + (object.text("name") ?? "")
            waiting += work.list("subGroups", of: object).reversed().map { ($0, id, path) }
            grants = work.grantSteps(of: object, to: .group(id)).reversed()
            return { work in
                _ = try work.name(of: object, "name", "group")
                try work.tx.insert(
                    GroupRecord(id: id, realmID: work.realm.id, parentID: parentID, document: .init(object)))
                work.groups[path] = id
            }
        }
    }

    /// The id of the group that a user joins, written as its path.
    func group(at path: String, of username: String) throws -> String {
        guard let id = groups[path] ?? groups["/" + path] else { throw ImportError.unknownGroup(path, of: username) }
        return id
    }
}
