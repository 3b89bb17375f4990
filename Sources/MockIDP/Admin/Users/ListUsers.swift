import HTTPServer
import JSON

/// `GET users`: searched by words, or by properties that narrow each other down.
func listUsers(_ call: AdminCall) async throws -> Reply {
    var query = try UserQuery(call)
    let page = try call.page()
    query.first = page.first
    query.max = try call.number("max") == nil ? 100 : page.max
    let isBrief = call.flag("briefRepresentation") ?? false
    let users = try await call.readWithAccess { tx, realm, access -> [JSONObject] in
        try access.require(.queryUsers)
        // Who may only query users finds none (recording: permissions 58).
        guard access.allows(.viewUsers) else { return [] }
        let view = try UserView(of: realm, tx)
        return try found(query, in: realm, tx).map { user in
            var shown = isBrief ? user.shownInBrief : try view.full(user)
            shown["access"] = access.toListedUser
            return shown
        }
    }
    return .adminJSON(users)
}

/// `GET users/count`: how many the same query would list without a page.
func countUsers(_ call: AdminCall) async throws -> Reply {
    let query = try UserQuery(call)
    let count = try await call.read(.queryUsers) { tx, realm in
        if query.wantedIDs != nil { return try found(query, in: realm, tx).count }
        return try tx.countUsers(in: realm.id, query)
    }
    return .adminJSON(JSONValue(count))
}

private func found(_ query: UserQuery, in realm: RealmRecord, _ tx: Transaction) throws -> [UserRecord] {
    guard let ids = query.wantedIDs else { return try tx.users(in: realm.id, query) }
    return try ids.compactMap { try tx.user(id: $0, in: realm.id) }
}

extension UserQuery {
    /// The ids of a search such as `id:one two`.
    var wantedIDs: [String]? {
        guard let search, search.hasPrefix("id:") else { return nil }
        return search.dropFirst(3).split(whereSeparator: \.isWhitespace).map { trimmed($0) }
    }

    /// What the query of a listing asks for. Only a query by properties finds service accounts (recording: users 41).
    fileprivate init(_ call: AdminCall) throws {
        self.init()
        enabled = call.flag("enabled")
        emailVerified = call.flag("emailVerified")
        if let words = call.query("search") {
            search = trimmed(words).lowercased()
            return
        }
        username = call.query("username")?.lowercased()
        email = call.query("email")?.lowercased()
        firstName = call.query("firstName")?.lowercased()
        lastName = call.query("lastName")?.lowercased()
        exact = call.flag("exact") ?? false
        q = call.searchPairs()
        idpAlias = call.query("idpAlias")
        idpUserId = call.query("idpUserId")
        let properties = [
            "username", "email", "firstName", "lastName", "emailVerified", "idpAlias", "idpUserId", "enabled", "exact",
        ]
        includesServiceAccounts = !q.isEmpty || properties.contains { call.query($0) != nil }
    }
}
