import HTTPServer
import JSON

/// `GET users/{id}/groups`.
func listUserGroups(_ call: AdminCall) async throws -> Reply {
    let page = try call.page()
    let isBrief = call.flag("briefRepresentation") ?? true
    let groups = try await call.read(.user) { tx, _, user in
        let view = GroupView(tx)
        return try tx.groups(ofUser: user.id, search: call.query("search"), first: page.first, max: page.max)
            .map { try view.membership($0, isBrief: isBrief) }
    }
    return await .adminJSON(long: groups)
}

/// `GET users/{id}/groups/count`.
func countUserGroups(_ call: AdminCall) async throws -> Reply {
    let count = try await call.read(.user) { tx, _, user in
        try tx.countGroups(ofUser: user.id, search: call.query("search"))
    }
    return .adminJSON(["count": JSONValue(count)] as JSONObject)
}

/// `PUT users/{id}/groups/{group}`.
func joinGroup(_ call: AdminCall) async throws -> Reply {
    try await call.write(.user) { tx, realm, user in
        try tx.join(user: user.id, group: membershipGroup(call, realm, tx).id)
    }
    return .noContentNoCache
}

/// `DELETE users/{id}/groups/{group}`.
func leaveGroup(_ call: AdminCall) async throws -> Reply {
    try await call.write(.user) { tx, realm, user in
        try tx.leave(user: user.id, group: membershipGroup(call, realm, tx).id)
    }
    return .noContentNoCache
}

private func membershipGroup(_ call: AdminCall, _ realm: RealmRecord, _ tx: Transaction) throws -> GroupRecord {
    try tx.group(id: call.parameter("group"), in: realm.id).found(or: .joinedGroupNotFound)
}
