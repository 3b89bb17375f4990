import HTTPServer
import JSON

/// `GET users`: searched by words, or by properties that narrow each other down.
func listUsers(_ call: AdminCall) async throws -> Reply {
    let query = try UserQuery(call)
    var page = try UserPage(call, otherwise: 100)
    let isBrief = call.flag("briefRepresentation") ?? false
    if let ids = query.wantedIDs {
        return .adminJSON(
            try await call.readWithAccess(.queryUsers) { tx, realm, access in
                guard access.allows(.viewUsers) else { return [] }
                let view = try UserView(of: realm, tx)
                return try tx.users(withIDs: ids, in: realm).map { try view.listed($0, isBrief, access) }
            })
    }
    try await query.eachStretch(call, of: .users) { tx, realm, access, stretch in
        // Who may only query users finds none (recording: permissions 58).
        guard access.allows(.viewUsers) else { return false }
        let view = try UserView(of: realm, tx)
        return try page.take(stretch, in: realm, tx) { try view.listed($0, isBrief, access) }
    }
    return await .adminJSON(long: page.users)
}

/// `GET users/count`: how many the same query would list without a page.
func countUsers(_ call: AdminCall) async throws -> Reply {
    let query = try UserQuery(call)
    var count = 0
    if let ids = query.wantedIDs {
        count = try await call.read(.queryUsers) { tx, realm in try tx.users(withIDs: ids, in: realm).count }
    } else {
        try await query.eachStretch(call, of: .users) { tx, realm, _, stretch in
            count += try tx.countUsers(in: realm.id, stretch)
            return true
        }
    }
    return .adminJSON(JSONValue(count))
}

extension Transaction {
    fileprivate func users(withIDs ids: [String], in realm: RealmRecord) throws -> [UserRecord] {
        try ids.compactMap { try user(id: $0, in: realm.id) }
    }
}

extension UserQuery {
    /// The ids of a search such as `id:one two`, each once: an address has room for thousands, and a user for megabytes.
    var wantedIDs: [String]? {
        guard let search, search.hasPrefix("id:") else { return nil }
        var known: TextSet = []
        return search.dropFirst(3).split(whereSeparator: \.isWhitespace).map { trimmed($0) }
            .filter { known.insert($0).inserted }
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
