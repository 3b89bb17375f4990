import JSON

extension RealmImport {
    func addGroups() throws {
        for group in list("groups") { try addGroup(group, under: nil, depth: 1) }
        for path in texts("defaultGroups") {
            guard let id = try group(at: path) else { throw ImportError.unknownDefaultGroup(path) }
            try tx.addDefaultGroup(id, inRealm: realm.id)
        }
    }

    private func addGroup(_ object: JSONObject, under parentID: String?, depth: Int) throws {
        let name = try name(of: object, "name", "group")
        guard depth <= GroupPaths.maximumDepth else { throw ImportError.groupTooDeep(name) }
        let group = GroupRecord(id: try id(of: object), realmID: realm.id, parentID: parentID, document: .init(object))
        try tx.insert(group)
        try grantRoles(of: object, to: .group(group.id))
        for child in list("subGroups", of: object) { try addGroup(child, under: group.id, depth: depth + 1) }
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
