import JSON

extension RealmImport {
    /// Client scopes with their mappers, and those that new clients get.
    func scopeSteps() -> Steps {
        let defaults = [("defaultDefaultClientScopes", true), ("defaultOptionalClientScopes", false)]
        return Steps([
            each(list("clientScopes")) { try $0.addClientScope($1) },
            each(defaults.lazy.flatMap { member, isDefault in self.texts(member).map { ($0, isDefault) } }) {
                // Keycloak passes by names that no scope has.
                guard let scope = $0.scopes[$1.0] else { return }
                try $0.tx.assignDefault(scope: scope.id, inRealm: $0.realm.id, isDefault: $1.1)
            },
        ])
    }

    private func addClientScope(_ object: JSONObject) throws {
        let name = try name(of: object, "name", "client scope")
        var members = object
        if let mappers = try identifiedMappers(of: object) { members["protocolMappers"] = mappers }
        let scope = ClientScopeRecord(id: try id(of: object), realmID: realm.id, document: .init(members))
        try tx.insert(scope)
        scopes[name] = scope
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
    func scopeMappingSteps() -> Steps {
        let ofRealm = list("scopeMappings").map { (nil as String?, $0) }
        let ofClients = (document["clientScopeMappings"]?.object ?? [:]).flatMap { clientId, mappings in
            (mappings.array ?? []).compactMap(\.object).map { (clientId as String?, $0) }
        }
        let pieces = (ofRealm + ofClients).lazy.flatMap { clientId, mapping in
            self.texts("roles", of: mapping).pieces().map { (clientId, mapping, $0) }
        }
        return each(pieces) { work, piece in
            var container = RoleContainer.realm(work.realm.id)
            if let clientId = piece.0 {
                guard let client = work.clients[clientId] else {
                    throw ImportError.unknownClient(clientId, in: "clientScopeMappings")
                }
                container = .client(client)
            }
            let holder = try work.scopeHolder(of: piece.1)
            try work.tx.addRoles(piece.2.map { try work.roleOrNew($0, of: container) }, to: holder)
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
