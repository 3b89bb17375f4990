internal import JSON

/// Something in a realm: what `client`, `user`, `role` and `group` make.
public struct RealmPart: Sendable {
    /// Adds it to the realm's document.
    let add: @Sendable (inout JSONObject) -> Void

    init(_ add: @escaping @Sendable (inout JSONObject) -> Void) { self.add = add }

    init(_ group: RealmGroup) { add = { $0.append(group.document, to: "groups") } }
}

/// A client. Without a secret and a service account it is a public one. Where a variable has that name too, it is
/// `MockIDPTestKit.client`.
///
///     client("web", secret: "s3cret", redirectURIs: ["https://shop.example/*"], audience: ["api"])
///
/// - Parameters:
///   - serviceAccount: whether the client gets tokens for itself.
///   - serviceAccountRoles: realm roles that it then has.
///   - directAccessGrants: whether it gets tokens for users by their passwords.
///   - roles: its own roles.
///   - audience: what its access tokens have in `aud`.
///   - fields: further fields of Keycloak's ClientRepresentation, or others in the place of these.
public func client(
    _ clientId: String, secret: String? = nil, redirectURIs: [String] = [], webOrigins: [String] = [],
    serviceAccount: Bool = false, serviceAccountRoles: [String] = [], directAccessGrants: Bool = true,
    roles: [String] = [], audience: [String] = [], fields: [String: JSONDocument] = [:]
) -> RealmPart {
    let hasAccount = serviceAccount || !serviceAccountRoles.isEmpty
    var client: JSONObject = [
        "clientId": .string(clientId), "enabled": true, "publicClient": .bool(secret == nil && !hasAccount),
        "redirectUris": JSONValue(redirectURIs), "webOrigins": JSONValue(webOrigins),
        "serviceAccountsEnabled": .bool(hasAccount), "directAccessGrantsEnabled": .bool(directAccessGrants),
    ]
    client["secret"] = secret.map { .string($0) }
    if !audience.isEmpty { client["protocolMappers"] = .array(audience.map(audienceMapper)) }
    client.set(fields)
    return RealmPart { [client] realm in
        realm.append(.object(client), to: "clients")
        for role in roles { realm.append(["name": .string(role)], to: "roles", "client", clientId) }
        guard !serviceAccountRoles.isEmpty else { return }
        realm.append(
            [
                "username": .string("service-account-" + clientId.lowercased()), "enabled": true,
                "serviceAccountClientId": .string(clientId), "realmRoles": JSONValue(serviceAccountRoles),
            ], to: "users")
    }
}

private func audienceMapper(_ audience: String) -> JSONValue {
    [
        "name": .string("audience " + audience), "protocol": "openid-connect",
        "protocolMapper": "oidc-audience-mapper",
        "config": ["included.custom.audience": .string(audience), "access.token.claim": "true"],
    ]
}

/// A user who can log in: Keycloak lets nobody in without an e-mail address and both names, so those that are not said are
/// made up.
///
///     user("alice", password: "wonderland", roles: ["buyer"], groups: ["staff/night"])
///
/// - Parameters:
///   - roles: realm roles, besides those that every user has.
///   - clientRoles: roles of clients, by the client's id.
///   - groups: paths of groups.
///   - fields: further fields of Keycloak's UserRepresentation, or others in the place of these.
public func user(
    _ username: String, password: String? = nil, email: String? = nil, firstName: String? = nil,
    lastName: String? = nil, roles: [String] = [], clientRoles: [String: [String]] = [:], groups: [String] = [],
    attributes: [String: [String]] = [:], fields: [String: JSONDocument] = [:]
) -> RealmPart {
    var user: JSONObject = [
        "username": .string(username), "enabled": true, "emailVerified": true,
        "email": .string(email ?? (username.contains("@") ? username : username + "@example.com")),
        "firstName": .string(firstName ?? username), "lastName": .string(lastName ?? "Example"),
        "realmRoles": JSONValue(roles), "clientRoles": texts(clientRoles), "attributes": texts(attributes),
        "groups": JSONValue(groups.map { $0.hasPrefix("/") ? $0 : "/" + $0 }),
    ]
    if let password { user["credentials"] = [["type": "password", "value": .string(password)]] }
    user.set(fields)
    return RealmPart { [user] realm in realm.append(.object(user), to: "users") }
}

/// A realm role. Roles of a client are said with the client.
///
///     role("manager", composites: ["buyer"])
///
/// - Parameters:
///   - composites: the realm roles that it brings.
///   - fields: further fields of Keycloak's RoleRepresentation.
public func role(
    _ name: String, description: String? = nil, composites: [String] = [], fields: [String: JSONDocument] = [:]
) -> RealmPart {
    var role: JSONObject = ["name": .string(name)]
    role["description"] = description.map { .string($0) }
    if !composites.isEmpty {
        role["composite"] = true
        role["composites"] = ["realm": JSONValue(composites)]
    }
    role.set(fields)
    return RealmPart { [role] realm in realm.append(.object(role), to: "roles", "realm") }
}

/// A group, and those in it.
///
///     group("staff", roles: ["buyer"]) { group("night") }
///
/// - Parameters:
///   - roles: the realm roles that members have.
///   - clientRoles: the roles of clients that members have, by the client's id.
///   - fields: further fields of Keycloak's GroupRepresentation.
public func group(
    _ name: String, roles: [String] = [], clientRoles: [String: [String]] = [:], attributes: [String: [String]] = [:],
    fields: [String: JSONDocument] = [:], @GroupBuilder _ subgroups: () -> [RealmGroup] = { [] }
) -> RealmGroup {
    var group: JSONObject = [
        "name": .string(name), "realmRoles": JSONValue(roles), "clientRoles": texts(clientRoles),
        "attributes": texts(attributes), "subGroups": .array(subgroups().map(\.document)),
    ]
    group.set(fields)
    return RealmGroup(document: .object(group))
}

/// A group in a realm or in another group.
public struct RealmGroup: Sendable {
    let document: JSONValue
}

/// Lists of texts by name, in the order of the names: a dictionary has none of its own.
private func texts(_ lists: [String: [String]]) -> JSONValue {
    .object(JSONObject(lists.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) }))
}

extension JSONObject {
    /// Adds to the array at the end of that way, which is made where it is not there.
    fileprivate mutating func append(_ value: JSONValue, to way: String...) { append(value, to: way[...]) }

    private mutating func append(_ value: JSONValue, to way: ArraySlice<String>) {
        guard let name = way.first else { return }
        if way.count == 1 {
            self[name] = .array((self[name]?.array ?? []) + [value])
        } else {
            var inner = self[name]?.object ?? [:]
            inner.append(value, to: way.dropFirst())
            self[name] = .object(inner)
        }
    }
}
