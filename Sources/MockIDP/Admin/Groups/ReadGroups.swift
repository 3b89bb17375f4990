import HTTPServer
import JSON

/// `GET groups/{id}`.
func getGroup(_ call: AdminCall) async throws -> Reply {
    let shown = try await call.readWithAccess(.group) { tx, _, access, group in
        try GroupView(tx).listed(group, isBrief: false, counts: true, access: access)
    }
    return .adminJSON(shown)
}

/// `GET groups/{id}/children`: ten of them unless asked for more.
func listChildGroups(_ call: AdminCall) async throws -> Reply {
    let page = try call.page()
    let max = try call.number("max") == nil ? 10 : page.max
    let isBrief = call.flag("briefRepresentation") ?? false
    let counts = call.flag("subGroupsCount") ?? true
    let children = try await call.readWithAccess(.group) { tx, realm, access, parent in
        let search = call.query("search")
        let exact = call.flag("exact") ?? false
        let view = GroupView(tx)
        return try tx.groups(
            in: realm.id, parent: parent.id, search: search, exact: exact, first: page.first, max: max
        ).map { try view.listed($0, isBrief: isBrief, counts: counts, access: access) }
    }
    return await .adminJSON(long: children)
}

/// `GET groups/{id}/members`: a hundred of them unless asked for more; without `access` (recording: roles_groups 80).
func listGroupMembers(_ call: AdminCall) async throws -> Reply {
    var page = try UserPage(call, otherwise: 100)
    let isBrief = call.flag("briefRepresentation") ?? false
    try await UserQuery(includesServiceAccounts: true).eachStretch(call, of: .members) { tx, realm, _, stretch in
        let view = try UserView(of: realm, tx)
        return try page.take(stretch, in: realm, tx) { isBrief ? $0.shownInBrief : try view.full($0) }
    }
    return await .adminJSON(long: page.users)
}

/// `GET group-by-path/{path}`: without `access` (recording: roles_groups 64).
func getGroupByPath(_ call: AdminCall) async throws -> Reply {
    let path = GroupRoutes.pathParameters.map { call.parameter($0) }.filter { !$0.isEmpty }.joined(separator: "/")
    let shown = try await call.readWithAccess(.anyAdminRole) { tx, realm, access in
        let group = try tx.group(path: path, in: realm.id).found(or: .groupPathNotFound)
        try access.require(.viewUsers)
        return try GroupView(tx).listed(group, isBrief: false, counts: true, access: nil)
    }
    return .adminJSON(shown)
}

/// `GET default-groups`: the groups that new users join.
func listDefaultGroups(_ call: AdminCall) async throws -> Reply {
    let groups = try await call.read(.viewRealm) { tx, realm in
        let view = GroupView(tx)
        return try tx.defaultGroups(ofRealm: realm.id).map { try view.membership($0, isBrief: true) }
    }
    return .adminJSON(groups)
}

/// `PUT default-groups/{id}`.
func addDefaultGroup(_ call: AdminCall) async throws -> Reply {
    try await call.write(.defaultGroup) { tx, realm, group in try tx.addDefaultGroup(group.id, inRealm: realm.id) }
    return .noContentNoCache
}

/// `DELETE default-groups/{id}`.
func removeDefaultGroup(_ call: AdminCall) async throws -> Reply {
    try await call.write(.defaultGroup) { tx, realm, group in try tx.removeDefaultGroup(group.id, inRealm: realm.id) }
    return .noContentNoCache
}
