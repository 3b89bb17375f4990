import JSON

extension RealmImport {
    func addGroups() throws {
        for group in list("groups") { try addGroup(group, under: nil, path: "") }
        for path in texts("defaultGroups") {
            guard let id = groups[path] ?? groups["/" + path] else { throw ImportError.unknownDefaultGroup(path) }
            try tx.addDefaultGroup(id, inRealm: realm.id)
        }
    }

    private func addGroup(_ object: JSONObject, under parentID: String?, path parentPath: String) throws {
        let path = parentPath + "/" + (try name(of: object, "name", "group"))
        let group = GroupRecord(id: id(of: object), realmID: realm.id, parentID: parentID, document: .init(object))
        try tx.insert(group)
        groups[path] = group.id
        try grantRoles(of: object, to: .group(group.id))
        for child in list("subGroups", of: object) { try addGroup(child, under: group.id, path: path) }
    }

    /// The id of the group that a user joins, written as its path.
    func group(at path: String, of username: String) throws -> String {
        guard let id = groups[path] ?? groups["/" + path] else { throw ImportError.unknownGroup(path, of: username) }
        return id
    }
}
