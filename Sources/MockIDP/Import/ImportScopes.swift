import JSON

extension RealmImport {
    /// Client scopes with their mappers, and those that new clients get.
    func addClientScopes() throws {
        for object in list("clientScopes") {
            let name = try name(of: object, "name", "client scope")
            var members = object
            if let mappers = try identifiedMappers(of: object) { members["protocolMappers"] = mappers }
            let scope = ClientScopeRecord(id: try id(of: object), realmID: realm.id, document: .init(members))
            try tx.insert(scope)
            scopes[name] = scope
        }
        for (member, isDefault) in [("defaultDefaultClientScopes", true), ("defaultOptionalClientScopes", false)] {
            // Keycloak passes by names that no scope has.
            for scope in texts(member).compactMap({ scopes[$0] }) {
                try tx.assignDefault(scope: scope.id, inRealm: realm.id, isDefault: isDefault)
            }
        }
    }

    /// The protocol mappers of a client or client scope, each with an id.
    func identifiedMappers(of object: JSONObject) throws -> JSONValue? {
        guard let mappers = object["protocolMappers"]?.array, !mappers.isEmpty else { return nil }
        return .array(
            try mappers.map { mapper in
                guard var members = mapper.object else { return mapper }
                members = members.identified(by: try id(of: members))
                if members["consentRequired"] == nil { members["consentRequired"] = false }
                if members["config"] == nil { members["config"] = [:] }
                return .object(members)
            })
    }

    /// Which roles clients and client scopes let into tokens.
    func addScopeMappings() throws {
        for mapping in list("scopeMappings") {
            let holder = try scopeHolder(of: mapping)
            let ids = try texts("roles", of: mapping).map { try roleOrNew($0, of: .realm(realm.id)) }
            try tx.addRoles(ids, to: holder)
        }
        for (clientId, mappings) in document["clientScopeMappings"]?.object ?? [:] {
            guard let client = clients[clientId] else {
                throw ImportError.unknownClient(clientId, in: "clientScopeMappings")
            }
            for mapping in mappings.array?.compactMap(\.object) ?? [] {
                let holder = try scopeHolder(of: mapping)
                let ids = try texts("roles", of: mapping).map { try roleOrNew($0, of: .client(client)) }
                try tx.addRoles(ids, to: holder)
            }
        }
    }

    private func scopeHolder(of mapping: JSONObject) throws -> RoleHolder {
        if let clientId = mapping.text("client") {
            guard let id = clients[clientId] else { throw ImportError.unknownClient(clientId, in: "scope mappings") }
            return .client(id)
        }
        let name = mapping.text("clientScope") ?? mapping.text("clientTemplate") ?? ""
        guard let scope = scopes[name] else { throw ImportError.unknownScope(name, in: "scope mappings") }
        return .clientScope(scope.id)
    }
}
