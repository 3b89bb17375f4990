import JSON

/// `oidc-usermodel-realm-role-mapper`: the granted realm roles as a claim.
struct RealmRoleMapper: MapperRule {
    static let priority = 40
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        let prefix = config["usermodel.realmRoleMapping.rolePrefix"] ?? ""
        let names = claims.roles.filter { $0.client == nil }.map { prefix + $0.name }
        write(names, config, to: &claims, config.claimPath)
    }
}

/// `oidc-usermodel-client-role-mapper`: the granted roles of one client, or of each, as claims.
struct ClientRoleMapper: MapperRule {
    static let priority = 40
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        let only = config["usermodel.clientRoleMapping.clientId"].flatMap { $0.isEmpty ? nil : $0 }
        let prefix = config["usermodel.clientRoleMapping.rolePrefix"] ?? ""
        var byClient: [(client: String, names: [String])] = []
        var places: TextMap<Int> = [:]
        for role in claims.roles {
            guard let client = role.client, only == nil || only == client else { continue }
            if let place = places[client] {
                byClient[place].names.append(prefix + role.name)
            } else {
                places[client] = byClient.count
                byClient.append((client, [prefix + role.name]))
            }
        }
        for (client, names) in byClient {
            let path = config.claimPath.map { part in part == "${client_id}" ? client : part }
            write(names, config, to: &claims, path)
        }
    }
}

/// Writes role names as Keycloak does: an array, or the text of the first when the mapper is single-valued.
private func write(_ names: [String], _ config: MapperConfig, to claims: inout Claims, _ path: [String]) {
    guard !names.isEmpty, !path.isEmpty else { return }
    let isMultivalued = config.isOn("multivalued", default: true)
    guard let value = config.value(of: names, isMultivalued: isMultivalued) else { return }
    var merged = value.array ?? []
    // Two mappers may write one claim: the second adds to it.
    if isMultivalued, let present = existing(at: path, in: claims.members)?.array {
        let known = TextSet(present.compactMap(\.string))
        merged = present + merged.filter { $0.string.map { !known.contains($0) } ?? !present.contains($0) }
    }
    claims.set(path, to: isMultivalued ? .array(merged) : value)
}

private func existing(at path: [String], in members: JSONObject) -> JSONValue? {
    path.dropFirst().reduce(path.first.flatMap { members[$0] }) { value, name in value?[name] }
}

/// `oidc-hardcoded-role-mapper`: one more role for every user of the client.
struct HardcodedRoleMapper: MapperRule {
    static let priority = 10
    private let role: String

    init(_ config: MapperConfig) { role = config["role"] ?? "" }

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool { true }

    func apply(to claims: inout Claims, of grant: Grant) {
        let added = qualified(role)
        if claims.roles.place(of: added) == nil { claims.roles.append(added) }
    }
}

/// `oidc-role-name-mapper`: a role under another name, perhaps as another client's.
struct RoleNameMapper: MapperRule {
    static let priority = 20
    private let role: String
    private let newName: String

    init(_ config: MapperConfig) {
        role = config["role"] ?? ""
        newName = config["new.role.name"] ?? ""
    }

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool { true }

    func apply(to claims: inout Claims, of grant: Grant) {
        let (old, new) = (qualified(role), qualified(newName))
        guard let place = claims.roles.place(of: old) else { return }
        // A new name without a client keeps the role where it was.
        claims.roles.rename(at: place, to: new.name, ofClient: new.client ?? old.client)
    }
}

/// A role written as `client.role` or `role`.
private func qualified(_ text: String) -> TokenRole {
    guard let dot = text.firstIndex(of: ".") else { return TokenRole(id: "", name: text, client: nil) }
    return TokenRole(id: "", name: String(text[text.utf8.index(after: dot)...]), client: String(text[..<dot]))
}

/// `oidc-audience-resolve-mapper`: every client of which the user has a role in this token, but for the token's own.
struct AudienceResolveMapper: MapperRule {
    static let priority = 30

    init(_ config: MapperConfig) {}

    /// Older mappers have no config and work all the same (the built-in client `account-console`).
    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        switch target {
        case .accessToken, .introspection: config.isOn("access.token.claim", default: true)
        case .lightweightAccessToken: config.includes(target)
        case .idToken, .userInfo: false
        }
    }

    func apply(to claims: inout Claims, of grant: Grant) {
        for role in claims.roles {
            if let client = role.client, client != grant.client.clientId { claims.addAudience(client) }
        }
    }
}

/// `oidc-audience-mapper`: a client or a text as audience.
struct AudienceMapper: MapperRule {
    private let audience: String?

    init(_ config: MapperConfig) {
        audience = ["included.client.audience", "included.custom.audience"].lazy.compactMap { config[$0] }.first {
            !$0.isEmpty
        }
    }

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        target != .userInfo && config.includes(target)
    }

    func apply(to claims: inout Claims, of grant: Grant) {
        if let audience { claims.addAudience(audience) }
    }
}
