import JSON

/// What tokens say of a user: read from the store in one go, pure from then on.
struct TokenUser: Sendable {
    let id: String
    let username: String
    let email: String?
    let isEmailVerified: Bool
    let firstName: String?
    let lastName: String?
    let attributes: [String: [String]]
    /// All roles in force: the user's own, those of the groups, and their composites.
    let roles: [TokenRole]
    /// The user's groups.
    let groups: [TokenGroup]
    /// Tokens of this user issued before this second are stale.
    let notBefore: Int

    init(_ record: UserRecord, in realm: RunningRealm, _ tx: Transaction) throws {
        let document = record.document
        id = record.id
        username = record.username
        email = document.email
        isEmailVerified = document.emailVerified
        firstName = document.firstName
        lastName = document.lastName
        attributes = document.attributes ?? [:]
        let memberships = try TokenGroups(ofUser: record.id, tx)
        groups = memberships.groups.sorted { $0.path < $1.path }
        let held = try tx.roleIDs(heldBy: .user(record.id)) + memberships.roleIDs
        roles = try realm.roles(in: held, tx)
        notBefore = document.notBefore
    }

    /// A property by the name mappers use for it: `username`, `email`, `firstName`, `emailVerified` …
    func property(_ name: String) -> String? {
        switch name {
        case "id": id
        case "username": username
        case "email": email
        case "emailVerified": isEmailVerified ? "true" : "false"
        case "firstName": firstName
        case "lastName": lastName
        default: nil
        }
    }

    /// The values of an attribute: the user's own, else those of the first group that has it, or of all together.
    ///
    /// The built-in properties count as attributes too (Keycloak's `KeycloakModelUtils.resolveAttribute`).
    func values(ofAttribute name: String, isAggregated: Bool = false) -> [String] {
        let own: [String] =
            switch name {
            case "username", "email", "firstName", "lastName": property(name).map { [$0] } ?? []
            default: attributes[name] ?? []
            }
        let inherited = groups.lazy.map { $0.values(ofAttribute: name) }
        guard isAggregated else { return own.isEmpty ? inherited.first { !$0.isEmpty } ?? [] : own }
        var known = Set(own)
        return inherited.reduce(into: own) { all, values in all += values.filter { known.insert($0).inserted } }
    }
}

/// A role as tokens name it.
struct TokenRole: Sendable, Hashable {
    let id: String
    let name: String
    /// The `clientId` it belongs to; nil for a realm role.
    let client: String?
}
