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

    init(_ record: UserRecord, in realm: CompiledRealm, _ tx: Transaction) throws {
        let document = record.document
        id = record.id
        username = record.username
        email = document.email
        isEmailVerified = document.emailVerified
        firstName = document.firstName
        lastName = document.lastName
        attributes = document.attributes ?? [:]
        groups = try tx.groupIDs(ofUser: record.id).compactMap { try TokenGroup($0, in: realm, tx) }
            .sorted { $0.path < $1.path }
        let held = try tx.roleIDs(heldBy: .user(record.id)) + groups.flatMap(\.roleIDs)
        var known: TextSet = []
        roles = try held.flatMap { try realm.roles(in: $0, tx) }.filter { known.insert($0.id).inserted }
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
        return inherited.reduce(into: own) { all, values in all += values.filter { !all.contains($0) } }
    }
}

/// A group as tokens know it.
struct TokenGroup: Sendable {
    /// `/parent/group`.
    let path: String
    /// The roles of the group and of its parents, without what they are made of.
    let roleIDs: [String]
    /// Attributes of the group and of its parents, nearest first.
    private let attributes: [[String: [String]]]

    init?(_ id: String, in realm: CompiledRealm, _ tx: Transaction) throws {
        var chain: [GroupRecord] = []
        var next: String? = id
        while let id = next, let group = try tx.group(id: id, in: realm.id) {
            chain.append(group)
            next = group.parentID
        }
        if chain.isEmpty { return nil }
        path = chain.reversed().map { "/" + $0.name }.joined()
        roleIDs = try chain.flatMap { try tx.roleIDs(heldBy: .group($0.id)) }
        attributes = chain.map { $0.document.attributes ?? [:] }
    }

    func values(ofAttribute name: String) -> [String] {
        attributes.lazy.compactMap { $0[name] }.first { !$0.isEmpty } ?? []
    }
}

/// A role as tokens name it.
struct TokenRole: Sendable, Hashable {
    let id: String
    let name: String
    /// The `clientId` it belongs to; nil for a realm role.
    let client: String?
}
