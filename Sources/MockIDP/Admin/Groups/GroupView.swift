import JSON

/// Groups as the admin API shows them (recording: roles_groups 42 to 90).
struct GroupView {
    let tx: Transaction
    private let paths: GroupPaths

    init(_ tx: Transaction) {
        self.tx = tx
        paths = GroupPaths(tx)
    }

    /// Id, name, path and parent; the groups around it, not those in it.
    private func place(_ group: GroupRecord) throws -> JSONObject {
        var view: JSONObject = ["id": .string(group.id), "name": .string(group.name)]
        view["description"] = group.document.document["description"]
        view["path"] = .string(try paths.path(of: group))
        view["parentId"] = group.parentID.map { .string($0) }
        return view
    }

    /// A group as listings show it; `subGroups` are those that a search found in it.
    func listed(
        _ group: GroupRecord, isBrief: Bool, counts: Bool, access: AdminAccess?, subGroups: [JSONObject] = []
    ) throws -> JSONObject {
        var view = try place(group)
        if counts { view["subGroupCount"] = JSONValue(try tx.countChildren(ofGroup: group.id)) }
        view["subGroups"] = .array(subGroups.map { .object($0) })
        if !isBrief { try addContent(of: group, to: &view) }
        view["access"] = access?.toGroup
        return view
    }

    /// A group as a user's membership, or as a default group.
    func membership(_ group: GroupRecord, isBrief: Bool) throws -> JSONObject {
        try listed(group, isBrief: isBrief, counts: false, access: nil)
    }

    private func addContent(of group: GroupRecord, to view: inout JSONObject) throws {
        view["attributes"] = group.document.document["attributes"] ?? [:]
        var ofRealm: [JSONValue] = []
        var ofClients = NamedLists()
        let names = ClientNames(tx, ofRealm: group.realmID)
        for role in try tx.roles(heldBy: .group(group.id)) {
            guard let clientID = role.clientID else {
                ofRealm.append(.string(role.name))
                continue
            }
            if let name = try names.name(of: clientID) { ofClients.append(.string(role.name), to: name) }
        }
        view["realmRoles"] = .array(ofRealm)
        view["clientRoles"] = .object(ofClients.object)
    }
}

extension AdminAccess {
    /// `access` of a group.
    var toGroup: JSONValue {
        let manages = JSONValue.bool(allows(.manageUsers))
        let views = JSONValue.bool(allows(.viewUsers))
        return [
            "view": views, "viewMembers": views, "manageMembers": manages, "manage": manages,
            "manageMembership": manages,
        ]
    }
}
