import JSON

/// The names that a completed realm document has, for what refers to them.
struct KnownNames {
    let clients: TextSet
    let scopes: TextSet
    let flows: TextSet
    let flowIDs: TextSet
    let realmRoles: TextSet
    let clientRoles: TextMap<TextSet>
    private let groups: GroupNames

    init(_ realm: JSONObject) {
        func texts(_ member: String, _ name: String, of object: JSONObject) -> TextSet {
            TextSet((object[member]?.array ?? []).compactMap { $0[name]?.string })
        }
        clients = texts("clients", "clientId", of: realm)
        scopes = texts("clientScopes", "name", of: realm)
        flows = texts("authenticationFlows", "alias", of: realm)
        flowIDs = texts("authenticationFlows", "id", of: realm)
        let roles = realm["roles"]?.object ?? [:]
        realmRoles = texts("realm", "name", of: roles)
        var ofClients: TextMap<TextSet> = [:]
        for (clientId, list) in roles["client"]?.object ?? roles["application"]?.object ?? [:] {
            ofClients[clientId] = TextSet((list.array ?? []).compactMap { $0["name"]?.string })
        }
        clientRoles = ofClients
        groups = GroupNames(of: realm["groups"])
    }

    func hasGroup(_ path: String) -> Bool { groups.contains(path) }

    func isProvider(_ id: String, type: String) -> Bool {
        Self.common[type]?.contains(id) ?? false || ProviderCatalogue.provider(id, type: type) != nil
    }

    /// The providers that most realm files have: reading all there are would take longer than the rest of a check.
    private static let common: [String: Set<String>] = [
        "org.keycloak.keys.KeyProvider": [
            "rsa-generated", "rsa-enc-generated", "hmac-generated", "aes-generated", "ecdsa-generated", "rsa",
        ],
        "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": [
            "allowed-client-templates", "allowed-protocol-mappers", "client-disabled", "consent-required",
            "max-clients", "scope", "trusted-hosts", "registration-web-origins",
        ],
        "org.keycloak.userprofile.UserProfileProvider": ["declarative-user-profile"],
    ]
}
