import JSON

extension RealmImport {
    /// Roles first, composites afterwards, since they name roles that may come later.
    func addRoles() throws {
        let lists = document["roles"]?.object ?? [:]
        let ofRealm = list("realm", of: lists)
        for role in ofRealm { try addRole(role, of: .realm(realm.id)) }
        let ofClients = lists["client"]?.object ?? lists["application"]?.object ?? [:]
        for (clientId, roles) in ofClients {
            let container = try container(ofClient: clientId, in: "roles")
            for role in roles.array?.compactMap(\.object) ?? [] { try addRole(role, of: container) }
        }
        try addDefaultRole()
        for role in ofRealm { try addComposites(of: role, in: .realm(realm.id)) }
        for (clientId, roles) in ofClients {
            let container = try container(ofClient: clientId, in: "roles")
            for role in roles.array?.compactMap(\.object) ?? [] { try addComposites(of: role, in: container) }
        }
    }

    /// A role without its composites; answers its id.
    @discardableResult
    func addRole(_ object: JSONObject, of container: RoleContainer) throws -> String {
        let name = try segment(of: object, "name", "role")
        let id = try id(of: object)
        let clientID: String? = if case .client(let id) = container { id } else { nil }
        try tx.insert(RoleRecord(id: id, realmID: realm.id, clientID: clientID, document: .init(object)))
        roles[container, default: [:]][name] = id
        return id
    }

    func addComposites(of object: JSONObject, in container: RoleContainer) throws {
        guard let parts = object["composites"]?.object, let name = object.text("name"), let id = roles[container]?[name]
        else { return }
        var ids = try texts("realm", of: parts).map { try role($0, of: .realm(realm.id), in: "composites of \(name)") }
        for (clientId, names) in parts["client"]?.object ?? parts["application"]?.object ?? [:] {
            let container = try self.container(ofClient: clientId, in: "composites of \(name)")
            for part in names.array?.compactMap(\.string) ?? [] {
                ids.append(try role(part, of: container, in: "composites of \(name)"))
            }
        }
        try tx.addComposites(ids, to: id, inRealm: realm.id)
    }

    private func addDefaultRole() throws {
        guard let object = document["defaultRole"]?.object else { return }
        let name = try segment(of: object, "name", "default role")
        let container = RoleContainer.realm(realm.id)
        try setDefaultRole(roles[container]?[name] ?? addRole(object, of: container))
    }

    func container(ofClient clientId: String, in part: String) throws -> RoleContainer {
        if let id = clients[clientId] { return .client(id) }
        guard let client = try tx.client(clientId: clientId, in: realm.id) else {
            throw ImportError.unknownClient(clientId, in: part)
        }
        clients[clientId] = client.id
        return .client(client.id)
    }

    private func role(_ name: String, of container: RoleContainer, in part: String) throws -> String {
        guard let id = roles[container]?[name] else { throw ImportError.unknownRole(name, in: part) }
        return id
    }

    /// The role of that name, which Keycloak makes where a mapping names one that isn't there.
    func roleOrNew(_ name: String, of container: RoleContainer) throws -> String {
        let name = trimmed(name)
        if let id = roles[container]?[name] { return id }
        return try addRole(["name": .string(name)], of: container)
    }

    /// Roles given by name in the members `realmRoles` and `clientRoles` of a user or group.
    func grantRoles(of object: JSONObject, to holder: RoleHolder) throws {
        var ids = try texts("realmRoles", of: object).map { try roleOrNew($0, of: .realm(realm.id)) }
        for (clientId, names) in object["clientRoles"]?.object ?? object["applicationRoles"]?.object ?? [:] {
            let container = try container(ofClient: clientId, in: "clientRoles")
            for name in names.array?.compactMap(\.string) ?? [] { ids.append(try roleOrNew(name, of: container)) }
        }
        if !ids.isEmpty { try tx.addRoles(ids, to: holder) }
    }
}
