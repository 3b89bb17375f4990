import JSON

extension ProtocolMapperRepresentation {
    /// The mapper as the mappers' own endpoints show it, with what its config leaves unsaid. It is stored as it came, and
    /// so a client or client scope shows it (recordings: client_scopes 19; terraform-example-apply 173, 215, 536).
    var completed: ProtocolMapperRepresentation {
        let kind = self.protocolMapper ?? ""
        var config = document["config"]?.object ?? JSONObject()
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
        "oidc-organization-membership-mapper": [
            ("multivalued", "true"), ("addOrganizationAttributes", "false"), ("claim.name", "organization"),
            ("jsonType.label", "String"), ("addOrganizationId", "false"),
        ]
    ]
}
