import JSON
import SQLite

/// Which users a listing wants. Service accounts are not among them unless asked for.
struct UserQuery: Sendable {
    /// Words to find at the start of username, email, first or last name; `*` stands for anything, `"word"` for the whole.
    var search: String?
    var username: String?
    var email: String?
    var firstName: String?
    var lastName: String?
    /// Whether the four above must match whole; else a part in any case will do.
    var exact = false
    var enabled: Bool?
    var emailVerified: Bool?
    /// Attributes that must have these values.
    var q: [(String, String)] = []
    var idpAlias: String?
    var idpUserId: String?
    var includesServiceAccounts = false
    /// What all of them have.
    var tie: UserTie?
    /// Whether so few have it that they are found by it, instead of by going through the realm's users.
    var isTieOfFew = false
    var first: Int?
    var max: Int?
    /// Only users whose names come after this one, and not after that one.
    var stretch: (after: String?, upTo: String?) = (nil, nil)
}

/// Something that users have in common.
enum UserTie: Sendable {
    /// They joined the group itself.
    case group(String)
    /// They were given the role itself.
    case role(String)

    fileprivate var id: String {
        switch self {
        case .group(let id), .role(let id): id
        }
    }

    /// The rows that say so of users.
    fileprivate var rows: String {
        switch self {
        case .group: "group_member WHERE group_id = ?"
        case .role: "role_of_user WHERE role_id = ?"
        }
    }
}

extension Transaction {
    /// Whether so many users at most have it in common.
    func isTie(_ tie: UserTie, ofAtMost limit: Int) throws -> Bool {
        try count("SELECT count(*) FROM (SELECT 1 FROM \(tie.rows) LIMIT ?)", [tie.id, limit + 1]) <= limit
    }

    /// Users by username.
    func users(in realmID: String, _ query: UserQuery = UserQuery()) throws -> [UserRecord] {
        let condition = UserCondition(query, in: realmID)
        return try rows(
            "SELECT \(UserRecord.columns) FROM user WHERE \(condition.sql) ORDER BY username LIMIT ? OFFSET ?",
            condition.values + Page(first: query.first, max: query.max).values, UserRecord.init(row:))
    }

    /// The last name of the next so many users; nil when there are not that many any more.
    func lastUsername(of count: Int, after name: String?, in realmID: String) throws -> String? {
        try row(
            "SELECT username FROM user WHERE realm_id = ? AND username > ? ORDER BY username LIMIT 1 OFFSET ?",
            [realmID, name ?? "", count - 1]
        ) { $0.text(0) }
    }

    /// How many users there are of those a listing would show without its `first` and `max`.
    func countUsers(in realmID: String, _ query: UserQuery = UserQuery()) throws -> Int {
        let condition = UserCondition(query, in: realmID)
        return try count("SELECT count(*) FROM user WHERE \(condition.sql)", condition.values)
    }
}

/// A query as the condition of a SELECT.
private struct UserCondition {
    private(set) var sql = "user.realm_id = ?"
    private(set) var values: [(any SQLiteBindable)?]

    /// More conditions than this would make an expression too deep for SQLite; the rest of a longer list is passed by.
    private static let limit = 100

    private static let searched = [
        "username", "email", "document ->> '$.firstName'", "document ->> '$.lastName'",
    ]

    init(_ query: UserQuery, in realmID: String) {
        values = [realmID]
        if let tie = query.tie { add(tie, isOfFew: query.isTieOfFew) }
        if let after = query.stretch.after { add("username > ?", after) }
        if let end = query.stretch.upTo { add("username <= ?", end) }
        if !query.includesServiceAccounts { sql += " AND service_account_client_id IS NULL" }
        for word in query.search?.split(whereSeparator: \.isWhitespace).prefix(Self.limit) ?? [] { add(word: word) }
        let properties = [query.username, query.email, query.firstName, query.lastName]
        for (column, wanted) in zip(Self.searched, properties) {
            guard let wanted else { continue }
            add("lower(\(column)) LIKE ? ESCAPE '\\'", query.exact ? escapedForLike(wanted) : containing(wanted))
        }
        if let enabled = query.enabled { add("ifnull(document ->> '$.enabled', 0) = ?", enabled) }
        if let verified = query.emailVerified { add("ifnull(document ->> '$.emailVerified', 0) = ?", verified) }
        for (name, value) in query.q.prefix(Self.limit) {
            add(
                """
                EXISTS (SELECT 1 FROM json_each(document, '$.attributes') AS named, json_each(named.value) AS held
                WHERE named.key = ? AND held.atom = ?)
                """, name, value)
        }
        addIdentity("identityProvider", query.idpAlias)
        addIdentity("userId", query.idpUserId)
    }

    private mutating func add(_ condition: String, _ bound: any SQLiteBindable...) {
        sql += " AND " + condition
        values += bound as [(any SQLiteBindable)?]
    }

    private mutating func add(_ tie: UserTie, isOfFew: Bool) {
        if isOfFew {
            sql = "+" + sql  // the sign keeps SQLite from the index of all the realm's users
            add("user.id IN (SELECT user_id FROM \(tie.rows))", tie.id)
        } else {
            add("EXISTS (SELECT 1 FROM \(tie.rows) AND user_id = user.id)", tie.id)
        }
    }

    /// A word of `search`: as it is in quotes, else a pattern that may go on after its end.
    private mutating func add(word: Substring) {
        var pattern: String
        if word.count > 1, word.first == "\"", word.last == "\"" {
            pattern = escapedForLike(String(word.dropFirst().dropLast()))
        } else {
            pattern = String(escapedForLike(String(word)).map { $0 == "*" ? "%" : $0 })
            if pattern.last != "%" { pattern += "%" }
        }
        let either = Self.searched.map { "lower(\($0)) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")
        sql += " AND (\(either))"
        for _ in Self.searched { values.append(pattern) }
    }

    private mutating func addIdentity(_ member: String, _ wanted: String?) {
        guard let wanted else { return }
        add(
            """
            EXISTS (SELECT 1 FROM json_each(document, '$.federatedIdentities')
            WHERE value ->> '$.\(member)' = ?)
            """, wanted)
    }
}
