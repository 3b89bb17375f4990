import JSON

/// A page of users, put together stretch by stretch.
struct UserPage {
    private var first: Int
    private let max: Int?
    private(set) var users: [JSONObject] = []

    /// - Parameter max: how many it has where the call does not say.
    init(_ call: AdminCall, otherwise max: Int? = nil) throws {
        let page = try call.page()
        first = page.first ?? 0
        self.max = try call.number("max") == nil ? max : page.max
    }

    /// Takes those of a stretch that belong to the page. Whether there may be more of them behind it.
    mutating func take(
        _ stretch: UserQuery, in realm: RealmRecord, _ tx: Transaction, _ show: (UserRecord) throws -> JSONObject
    ) throws -> Bool {
        var stretch = stretch
        stretch.first = first
        stretch.max = max.map { $0 - users.count }
        if first > 0 {
            let count = try tx.countUsers(in: realm.id, stretch)
            let isBefore = count <= first
            first = Swift.max(first - count, 0)
            if isBefore { return true }
        }
        users += try tx.users(in: realm.id, stretch).map(show)
        return max.map { users.count < $0 } ?? true
    }
}

extension Subject where Thing == UserTie? {
    /// All users of the realm.
    static var users: Self {
        Self { visit, _ in
            try visit.access.require(.queryUsers)
            return nil
        }
    }

    /// Those who joined the group that the path names.
    static var members: Self { Subject<GroupRecord>.group.map { .group($0.id) } }

    /// Those who were given the role that the path names.
    static func holders(_ kind: RoleContainerKind) -> Self {
        Subject<RoleRecord>.role(.named(kind)).map { .role($0.id) }
    }
}

extension UserQuery {
    /// How many users are looked at in one turn at the store, some milliseconds: others have theirs in between.
    private static let lengthOfStretch = 1000

    /// Goes through the users that the path names in the order of their names, until `body` says no.
    ///
    /// Users who come or go meanwhile may be missed or found; no one is found twice.
    nonisolated(nonsending) func eachStretch(
        _ call: AdminCall, of users: Subject<UserTie?>,
        _ body: (Transaction, RealmRecord, AdminAccess, UserQuery) throws -> Bool
    ) async throws {
        var query = self
        var goesOn = true
        while goesOn {
            goesOn = try await call.readWithAccess(users) { tx, realm, access, tie in
                query.tie = tie
                query.isTieOfFew = try tie.map { try tx.isTie($0, ofAtMost: Self.lengthOfStretch) } ?? false
                query.stretch.upTo =
                    query.isTieOfFew
                    ? nil : try tx.lastUsername(of: Self.lengthOfStretch, after: query.stretch.after, in: realm.id)
                return try body(tx, realm, access, query) && query.stretch.upTo != nil
            }
            query.stretch.after = query.stretch.upTo
            if goesOn { await Task.yield() }
        }
    }
}
