import JSON

extension RealmImport {
    /// Roles first, composites afterwards, since they name roles that may come later.
    func roleSteps() -> Steps {
        let lists = document["roles"]?.object ?? [:]
        let ofRealm = list("realm", of: lists)
        let ofClients = (lists["client"]?.object ?? lists["application"]?.object ?? [:]).flatMap { clientId, roles in
            (roles.array ?? []).compactMap(\.object).map { (clientId, $0) }
        }
        return Steps([
            each(ofRealm) { try $0.addRole($1, of: .realm($0.realm.id)) },
            each(ofClients) { try $0.addRole($1.1, of: $0.container(ofClient: $1.0, in: "roles")) },
            each([()]) { work, _ in try work.addDefaultRole() },
            each(ofRealm) { try $0.addComposites(of: $1, in: .realm($0.realm.id)) },
            each(ofClients) { try $0.addComposites(of: $1.1, in: $0.container(ofClient: $1.0, in: "roles")) },
        ])
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
        guard let id = try known(name, of: container) else { throw ImportError.unknownRole(name, in: part) }
        return id
    }

    /// The role of that name, which Keycloak makes where a mapping names one that isn't there.
    func roleOrNew(_ name: String, of container: RoleContainer) throws -> String {
        let name = trimmed(name)
        return try known(name, of: container) ?? addRole(["name": .string(name)], of: container)
    }

    /// The id of a role that has been made, here or before.
    private func known(_ name: String, of container: RoleContainer) throws -> String? {
        if let id = roles[container]?[name] { return id }
        guard let role = try tx.role(named: name, of: container) else { return nil }
        roles[container, default: [:]][name] = role.id
        return role.id
    }

    /// Grants of roles given by name in the members `realmRoles` and `clientRoles` of a user or group.
    func grantSteps(of object: JSONObject, to holder: RoleHolder) -> [Step] {
        var names = texts("realmRoles", of: object).map { (nil as String?, $0) }
        for (clientId, list) in object["clientRoles"]?.object ?? object["applicationRoles"]?.object ?? [:] {
            names += (list.array ?? []).compactMap(\.string).map { (clientId, $0) }
        }
        return names.pieces().map { piece in
            { work in
                let ids = try piece.map { clientId, name in
                    let container = try clientId.map { try work.container(ofClient: $0, in: "clientRoles") }
                    return try work.roleOrNew(name, of: container ?? .realm(work.realm.id))
                }
                try work.tx.addRoles(ids, to: holder)
            }
        }
    }
}
