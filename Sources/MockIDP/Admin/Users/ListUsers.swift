import HTTPServer
import JSON

/// `GET users`: searched by words, or by properties that narrow each other down.
func listUsers(_ call: AdminCall) async throws -> Reply {
    var query = try UserQuery(call)
    let page = try call.page()
    query.first = page.first
    query.max = try call.number("max") == nil ? 100 : page.max
    let isBrief = call.flag("briefRepresentation") ?? false
    if let ids = query.wantedIDs {
        return .adminJSON(
            try await call.readWithAccess { tx, realm, access in
                try shown(tx.users(withIDs: ids, in: realm), isBrief, access, realm, tx)
            })
    }
    var users: [JSONObject] = []
    try await query.eachStretch(call) { tx, realm, access, stretch in
        // Who may only query users finds none (recording: permissions 58).
        guard access.allows(.viewUsers) else { return false }
        var stretch = stretch
        stretch.first = query.first
        stretch.max = query.max.map { $0 - users.count }
        if let first = query.first, first > 0 {
            let count = try tx.countUsers(in: realm.id, stretch)
            query.first = max(first - count, 0)
            if count <= first { return true }
        }
        users += try shown(tx.users(in: realm.id, stretch), isBrief, access, realm, tx)
        return query.max.map { users.count < $0 } ?? true
    }
    return await .adminJSON(long: users)
}

/// `GET users/count`: how many the same query would list without a page.
func countUsers(_ call: AdminCall) async throws -> Reply {
    let query = try UserQuery(call)
    var count = 0
    if let ids = query.wantedIDs {
        count = try await call.read(.queryUsers) { tx, realm in try tx.users(withIDs: ids, in: realm).count }
    } else {
        try await query.eachStretch(call) { tx, realm, _, stretch in
            count += try tx.countUsers(in: realm.id, stretch)
            return true
        }
    }
    return .adminJSON(JSONValue(count))
}

/// Users as a listing shows them to the caller.
private func shown(
    _ users: [UserRecord], _ isBrief: Bool, _ access: AdminAccess, _ realm: RealmRecord, _ tx: Transaction
) throws -> [JSONObject] {
    try access.require(.queryUsers)
    guard access.allows(.viewUsers) else { return [] }
    let view = try UserView(of: realm, tx)
    return try users.map { user in
        var shown = isBrief ? user.shownInBrief : try view.full(user)
        shown["access"] = access.toListedUser
        return shown
    }
}

extension Transaction {
    fileprivate func users(withIDs ids: [String], in realm: RealmRecord) throws -> [UserRecord] {
        try ids.compactMap { try user(id: $0, in: realm.id) }
    }
}

extension UserQuery {
    /// How many users are looked at in one turn at the store, some milliseconds: others have theirs in between.
    private static let lengthOfStretch = 1000

    /// Goes through the realm's users in the order of their names, for a caller who may query them, until `body` says no.
    ///
    /// Users who come or go meanwhile may be missed or found; no one is found twice.
    nonisolated(nonsending) fileprivate func eachStretch(
        _ call: AdminCall, _ body: (Transaction, RealmRecord, AdminAccess, UserQuery) throws -> Bool
    ) async throws {
        var query = self
        (query.first, query.max) = (nil, nil)
        var goesOn = true
        while goesOn {
            goesOn = try await call.readWithAccess(.queryUsers) { tx, realm, access in
                query.stretch.upTo = try tx.lastUsername(
                    of: Self.lengthOfStretch, after: query.stretch.after, in: realm.id)
                return try body(tx, realm, access, query) && query.stretch.upTo != nil
            }
            query.stretch.after = query.stretch.upTo
            if goesOn { await Task.yield() }
        }
    }

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
