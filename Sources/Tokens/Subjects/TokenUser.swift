/// What tokens say of a user.
package struct TokenUser: Sendable {
    package let id: String
    package let username: String
    package var email: String?
    package var isEmailVerified = false
    package var firstName: String?
    package var lastName: String?
    package var attributes: TextMap<[String]> = [:]
    /// All roles in force: the user's own, those of the groups, and their composites.
    package var roles: [TokenRole] = []
    /// The user's groups.
    package var groups: [TokenGroup] = []
    /// Tokens of this user issued before this second are stale.
    package var notBefore = 0

    package init(id: String, username: String) {
        self.id = id
        self.username = username
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
        var known = TextSet(own)
        return inherited.reduce(into: own) { all, values in all += values.filter { known.insert($0).inserted } }
    }
}

/// A role as tokens name it.
package struct TokenRole: Sendable, Hashable {
    package let id: String
    package let name: String
    /// The `clientId` it belongs to; nil for a realm role.
    package let client: String?

    package init(id: String, name: String, client: String?) {
        self.id = id
        self.name = name
        self.client = client
    }
}
