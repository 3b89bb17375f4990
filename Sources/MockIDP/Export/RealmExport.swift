import JSON

/// A realm as an export file holds it: everything, secrets and hashes too, so that an import makes the same realm again.
struct RealmExport {
    let realm: RealmRecord
    let tx: Transaction
    /// The `clientId` of each client by its id.
    private let clientNames: TextMap<String>
    private let clients: [ClientRecord]

    init(_ realm: RealmRecord, _ tx: Transaction) throws {
        self.realm = realm
        self.tx = tx
        clients = try tx.clients(in: realm.id).sorted { $0.clientId < $1.clientId }
        clientNames = TextMap(clients.map { ($0.id, $0.clientId) })
    }

    /// The whole document; without its users where they are written to files of their own, its components masked where it is
    /// not for a file.
    func document(withUsers: Bool, masked: Bool = false) throws -> JSONObject {
        var document = realm.document
        document.document["id"] = .string(realm.id)
        document.document["roles"] = .object(try roles())
        document.document["groups"] = .array(try groups(under: nil))
        if let role = try tx.defaultRole(ofRealm: realm.id) {
            document.document["defaultRole"] = .object(role.shownInBrief)
        }
        let defaultGroups = try tx.defaultGroups(ofRealm: realm.id)
        if !defaultGroups.isEmpty {
            document.document["defaultGroups"] = JSONValue(try defaultGroups.map { try tx.path(of: $0) })
        }
        document.document["clients"] = .array(try clients.map { .object(try $0.shown(tx).ordered) })
        try addClientScopes(to: &document.document)
        try addScopeMappings(to: &document.document)
        try addFlows(to: &document.document)
        document.document["components"] = .object(try components(under: realm.id, masked: masked))
        document.document["keycloakVersion"] = .string(Keycloak.version)
        for name in ["identityProviders", "identityProviderMappers"] where document.document[name] == nil {
            document.document[name] = []
        }
        if document.document["localizationTexts"] == nil { document.document["localizationTexts"] = [:] }
        if withUsers { document.document["users"] = .array(try users().map { .object($0) }) }
        if document.passwordPolicy == "" { document.document["passwordPolicy"] = nil }
        if document.supportedLocales == [] { document.document["supportedLocales"] = nil }
        return document.ordered
    }

    /// Every user, by name.
    func users() throws -> [JSONObject] {
        var query = UserQuery()
        query.includesServiceAccounts = true
        return try tx.users(in: realm.id, query).sorted { $0.username < $1.username }.map(user)
    }

    /// The users that stand for clients.
    func serviceAccounts() throws -> [JSONObject] {
        try clients.compactMap { try tx.serviceAccount(ofClient: $0.id) }.map(user)
    }

    private func user(_ user: UserRecord) throws -> JSONObject {
        var shown = UserRepresentation(user.shownInFull)
        if shown.document["attributes"]?.object?.isEmpty == true { shown.document["attributes"] = nil }
        if let client = user.serviceAccountClientID {
            shown.document["serviceAccountClientId"] = clientNames[client].map { .string($0) }
        }
        shown.document["credentials"] = .array(
            try tx.credentials(ofUser: user.id).map { credential in
                var members = credential.document.document
                members["id"] = .string(credential.id)
                return .object(CredentialRepresentation(members).ordered)
            })
        if user.serviceAccountClientID != nil { shown.document["credentials"] = [] }
        try addRoles(heldBy: .user(user.id), to: &shown.document)
        let ids = try tx.groupIDs(ofUser: user.id)
        let paths = try ids.compactMap { try tx.group(id: $0, in: realm.id) }.map { try tx.path(of: $0) }
        shown.document["groups"] = JSONValue(paths.sorted())
        return shown.ordered
    }

    /// `realmRoles` always, `clientRoles` where there are any: as Keycloak writes a user.
    private func addRoles(heldBy holder: RoleHolder, to object: inout JSONObject, always: Bool = false) throws {
        let roles = try tx.roles(heldBy: holder)
        object["realmRoles"] = JSONValue(roles.filter { $0.clientID == nil }.map(\.name))
        let ofClients = byClient(roles)
        object["clientRoles"] = ofClients.isEmpty && !always ? nil : .object(ofClients)
    }

    private func byClient(_ roles: [RoleRecord]) -> JSONObject {
        var lists = NamedLists()
        for role in roles {
            guard let name = role.clientID.flatMap({ clientNames[$0] }) else { continue }
            lists.append(.string(role.name), to: name)
        }
        return lists.object
    }

    private func groups(under parent: String?) throws -> [JSONValue] {
        let groups = try tx.groups(in: realm.id, parent: parent)
        return try groups.map { group in
            var shown: JSONObject = ["id": .string(group.id), "name": .string(group.name)]
            shown["description"] = group.document.document["description"]
            shown["path"] = .string(try tx.path(of: group))
            shown["parentId"] = group.parentID.map { .string($0) }
            shown["subGroups"] = .array(try self.groups(under: group.id))
            shown["attributes"] = group.document.document["attributes"] ?? [:]
            try addRoles(heldBy: .group(group.id), to: &shown, always: true)
            return .object(shown)
        }
    }
}

// Roles.
extension RealmExport {
    private func roles() throws -> JSONObject {
        let ofRealm = try tx.roles(of: .realm(realm.id), search: nil, first: nil, max: nil)
        var ofClients = JSONObject()
        for client in clients {
            let roles = try tx.roles(of: .client(client.id), search: nil, first: nil, max: nil)
            ofClients[client.clientId] = .array(try roles.map { .object(try role($0)) })
        }
        return ["realm": .array(try ofRealm.map { .object(try role($0)) }), "client": .object(ofClients)]
    }

    private func role(_ role: RoleRecord) throws -> JSONObject {
        var shown = RoleRepresentation(role.shownInFull)
        let parts = try tx.composites(of: role.id)
        guard !parts.isEmpty else { return shown.ordered }
        var composites = JSONObject()
        let ofRealm = parts.filter { $0.clientID == nil }.map(\.name)
        if !ofRealm.isEmpty { composites["realm"] = JSONValue(ofRealm) }
        let ofClients = byClient(parts)
        if !ofClients.isEmpty { composites["client"] = .object(ofClients) }
        shown.document["composites"] = .object(composites)
        return shown.ordered
    }

    /// `scopeMappings` of realm roles, `clientScopeMappings` of clients' roles: which of them tokens may hold.
    private func addScopeMappings(to document: inout JSONObject) throws {
        var ofRealm: [JSONValue] = []
        var ofClients = NamedLists()
        let scopes = try tx.clientScopes(in: realm.id)
        let holders: [(member: String, name: String, holder: RoleHolder)] =
            clients.map { ("client", $0.clientId, .client($0.id)) }
            + scopes.map { ("clientScope", $0.name, .clientScope($0.id)) }
        for (member, name, holder) in holders {
            let roles = try tx.roles(heldBy: holder)
            let names = roles.filter { $0.clientID == nil }.map(\.name)
            if !names.isEmpty { ofRealm.append([member: .string(name), "roles": JSONValue(names)]) }
            for (client, names) in byClient(roles) {
                ofClients.append([member: .string(name), "roles": names], to: client)
            }
        }
        let mappings = ofClients.object
        if !ofRealm.isEmpty { document["scopeMappings"] = .array(ofRealm) }
        if !mappings.isEmpty { document["clientScopeMappings"] = .object(mappings) }
    }
}
