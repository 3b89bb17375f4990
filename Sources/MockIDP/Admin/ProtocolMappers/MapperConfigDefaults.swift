import JSON

/// What Keycloak adds to a mapper's config when it comes through the mappers' own endpoints; a mapper inside a new client
/// or an imported realm stays as it is (recordings: mappers, client_scopes 19, terraform-example-apply, import_export 5).
extension ProtocolMapperRepresentation {
    /// The mapper with these additions; 404 for a kind that Keycloak does not have.
    func completed(kind: String?) throws -> ProtocolMapperRepresentation {
        guard let kind, protocolMapperKinds.contains(kind) else { throw AdminError.mapperProviderNotFound }
        var config = withoutEmpty(document["config"])
        func add(_ name: String, _ value: JSONValue?) {
            if config[name] == nil, let value { config[name] = value }
        }
        if !kind.hasPrefix("saml-") {
            add("introspection.token.claim", config["access.token.claim"])
            add("userinfo.token.claim", config["id.token.claim"])
        }
        for (name, value) in Self.additions[kind] ?? [] { add(name, .string(value)) }
        var completed = self
        completed.document["config"] = .object(config)
        return completed
    }

    private static let additions: [String: [(String, String)]] = [
        "oidc-group-membership-mapper": [("multivalued", "true")],
        "oidc-organization-membership-mapper": [
            ("multivalued", "true"), ("addOrganizationAttributes", "false"), ("claim.name", "organization"),
            ("jsonType.label", "String"), ("addOrganizationId", "false"),
        ],
    ]
}
