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
    /// Full paths of the user's groups.
    let groups: [String]
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
        roles = try tx.effectiveRoles(ofUser: record.id).compactMap { role in
            guard let clientID = role.clientID else { return TokenRole(id: role.id, name: role.name, client: nil) }
            guard let client = try realm.clientName(clientID, tx) else { return nil }
            return TokenRole(id: role.id, name: role.name, client: client)
        }
        groups = try tx.groups(ofUser: record.id).map { try tx.path(of: $0) }
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

    /// The values of an attribute; the built-in properties count as attributes too, as in Keycloak's user model.
    func values(ofAttribute name: String) -> [String] {
        switch name {
        case "username", "email", "firstName", "lastName": property(name).map { [$0] } ?? []
        default: attributes[name] ?? []
        }
    }
}

/// A role as tokens name it.
struct TokenRole: Sendable, Hashable {
    let id: String
    let name: String
    /// The `clientId` it belongs to; nil for a realm role.
    let client: String?
}
