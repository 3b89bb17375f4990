import HTTPServer
import JSON

/// `GET groups`: the top groups; with a search, the paths down to the groups found.
func listGroups(_ call: AdminCall) async throws -> Reply {
    let page = try call.page()
    let isBrief = call.flag("briefRepresentation") ?? true
    let counts = call.flag("subGroupsCount") ?? true
    let isFlat = call.flag("populateHierarchy") == false
    let pairs = call.searchPairs()
    let search = call.query("search").map { trimmed($0) }
    let groups = try await call.readWithAccess(.queryGroups) { tx, realm, access -> [JSONObject] in
        // Who may only query groups finds none.
        guard access.allows(.viewUsers) else { return [] }
        let view = GroupView(tx)
        func show(_ group: GroupRecord, _ subGroups: [JSONObject] = []) throws -> JSONObject {
            try view.listed(group, isBrief: isBrief, counts: counts, access: access, subGroups: subGroups)
        }
        if pairs.isEmpty, search == nil {
            return try tx.groups(in: realm.id, first: page.first, max: page.max).map { try show($0) }
        }
        let found = try foundGroups(search, exact: call.flag("exact") ?? false, pairs, realm, tx)
        let part = found.dropFirst(page.first ?? 0).prefix(page.max ?? .max)
        if isFlat { return try part.map { try show($0) } }
        return try Hierarchy(of: Array(part), in: realm, tx).shown(show)
    }
    return await .adminJSON(long: groups)
}

private func foundGroups(
    _ search: String?, exact: Bool, _ pairs: [(String, String)], _ realm: RealmRecord, _ tx: Transaction
) throws -> [GroupRecord] {
    let named = try tx.groups(in: realm.id, anywhereNamed: search ?? "", exact: exact && search != nil)
    return named.filter { group in
        let attributes = group.document.attributes ?? [:]
        return pairs.allSatisfy { attributes[$0.0]?.contains($0.1) ?? false }
    }
}

/// Found groups with the groups around them, as a tree (recording: roles_groups 50).
private struct Hierarchy {
    private var top: [GroupRecord] = []
    private var below: TextMap<[GroupRecord]> = [:]

    init(of found: [GroupRecord], in realm: RealmRecord, _ tx: Transaction) throws {
        var known: TextSet = []
        for group in found {
            var group = group
            while known.insert(group.id).inserted {
                guard let parentID = group.parentID, let parent = try tx.group(id: parentID, in: realm.id) else {
                    top.append(group)
                    break
                }
                below[parentID, default: []].append(group)
                group = parent
            }
        }
        top.sort { $0.name < $1.name }
    }

    func shown(_ show: (GroupRecord, [JSONObject]) throws -> JSONObject) throws -> [JSONObject] {
        try shown(top, show)
    }

    private func shown(
        _ groups: [GroupRecord], _ show: (GroupRecord, [JSONObject]) throws -> JSONObject
    ) throws -> [JSONObject] {
        try groups.map { group in
            let children = (below[group.id] ?? []).sorted { $0.name < $1.name }
            return try show(group, shown(children, show))
        }
    }
}

/// `GET groups/count`.
func countGroups(_ call: AdminCall) async throws -> Reply {
    let count = try await call.read(.queryGroups) { tx, realm in
        try tx.countGroups(in: realm.id, search: call.query("search"), onlyTop: call.flag("top") ?? false)
    }
    return .adminJSON(["count": JSONValue(count)] as JSONObject)
}
