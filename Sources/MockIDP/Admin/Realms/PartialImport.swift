import JSON

/// Things of a document made in a realm that is there: clients, roles, groups, users, in this order (Keycloak's
/// `PartialImportManager`). All are looked up before the first is made.
final class PartialImport {
    /// What becomes of a thing that is there already.
    enum Policy: String {
        case fail = "FAIL"
        case skip = "SKIP"
        case overwrite = "OVERWRITE"
    }

    /// What became of a thing.
    enum Action: String {
        case overwritten = "OVERWRITTEN"
        case skipped = "SKIPPED"
        case added = "ADDED"
    }

    private enum Kind: String {
        case client = "CLIENT"
        case realmRole = "REALM_ROLE"
        case clientRole = "CLIENT_ROLE"
        case group = "GROUP"
        case user = "USER"
    }

    private struct Result {
        let action: Action
        let name: String
        let id: String
    }

    private let document: JSONObject
    private let policy: Policy
    private let idp: Services
    private var realm: RealmRecord
    private(set) var work: RealmImport
    /// Ids that the document's clients get, or have.
    private var clientIDs: TextMap<String> = [:]
    private var results: [Kind: [Result]] = [:]
    // What is to be made, and before that to be removed.
    private var clients: [JSONObject] = []
    private var realmRoles: [JSONObject] = []
    private var clientRoles: TextMap<[JSONObject]> = [:]
    private var groups: [JSONObject] = []
    private var users: [JSONObject] = []
    private var removals: [Kind: [RealmImport.Step]] = [:]
    private var defaultRole: String?

    init(
        _ body: PartialImportRepresentation, policy: Policy, into realm: RealmRecord, _ tx: Transaction, _ idp: Services
    ) {
        document = body.document
        self.policy = policy
        self.realm = realm
        self.idp = idp
        work = RealmImport(into: realm, tx, idp)
    }

    /// Looks up one thing after the other.
    func checks() -> Steps {
        let roles = document["roles"]?.object ?? [:]
        return Steps([
            work.each(work.list("clients", of: document)) { try self.check(client: $1) },
            work.each(work.list("realm", of: roles)) { try self.check(role: $1, ofClient: nil) },
            work.each(roles["client"]?.object ?? [:]) { try self.check(clientId: $1.0) },
            work.each(
                (roles["client"]?.object ?? [:]).lazy.flatMap { clientId, list in
                    (list.array ?? []).compactMap(\.object).map { (clientId, $0) }
                }
            ) { try self.check(role: $1.1, ofClient: $1.0) },
            work.each(work.list("groups", of: document)) { try self.check(group: $1) },
            work.each(work.list("users", of: document)) { try self.check(user: $1) },
        ])
    }

    /// Removes what is overwritten and makes what is wanted, one thing after the other.
    func changes() throws -> Steps {
        let wanted: JSONObject = [
            "clients": .array(clients.map { .object($0) }),
            "roles": [
                "realm": .array(realmRoles.map { .object($0) }),
                "client": .object(
                    JSONObject(
                        clientRoles.names.map { name in
                            (name, .array((clientRoles[name] ?? []).map { .object($0) }))
                        })),
            ],
            "defaultRole": defaultRole.map { ["name": .string($0)] } ?? .null,
            "groups": .array(groups.map { .object($0) }),
            "users": .array(users.map { .object($0) }),
        ]
        let tx = work.tx
        work = RealmImport(into: realm, of: wanted, tx, idp)
        for scope in try tx.clientScopes(in: realm.id) { work.scopes[scope.document.name ?? ""] = scope }
        for flow in try tx.flows(in: realm.id) { work.flows[flow.document.alias ?? ""] = flow.id }
        for clientId in users.compactMap({ $0.text("serviceAccountClientId") }) where work.clients[clientId] == nil {
            work.clients[clientId] = try tx.client(clientId: clientId, in: realm.id)?.id
        }
        return Steps([
            removals(of: .client), work.clientSteps(), removals(of: .clientRole), removals(of: .realmRole),
            work.roleSteps(), removals(of: .group), work.groupSteps(), removals(of: .user), work.userSteps(),
        ])
    }

    /// What the endpoint answers.
    var report: JSONValue {
        let others: [Action] = [.overwritten, .skipped, .added]
        var order: [(Kind, Action)] = others.map { (.client, $0) }
        for action in [Action.skipped, .added, .overwritten] { order += [(.realmRole, action), (.clientRole, action)] }
        for kind in [Kind.group, .user] { order += others.map { (kind, $0) } }
        let lists = order.map { kind, action in (kind, (results[kind] ?? []).filter { $0.action == action }) }
        func count(_ action: Action) -> JSONValue {
            JSONValue(results.values.reduce(0) { $0 + $1.count { $0.action == action } })
        }
        let rows = lists.flatMap { kind, results in
            results.map { result -> JSONValue in
                [
                    "action": .string(result.action.rawValue), "resourceType": .string(kind.rawValue),
                    "resourceName": .string(result.name), "id": .string(result.id),
                ]
            }
        }
        return [
            "overwritten": count(.overwritten), "added": count(.added), "skipped": count(.skipped),
            "results": .array(rows),
        ]
    }

    private func removals(of kind: Kind) -> Steps { Steps(removals[kind] ?? []) }

    /// What becomes of a thing, which is noted.
    ///
    /// - Parameters:
    ///   - old: the id of the one that is there.
    ///   - sentence: why it is refused where what is there makes all of the import fail.
    private func decide(
        _ kind: Kind, _ name: String, old: String?, new: String, else sentence: String
    ) throws -> Action {
        let action: Action =
            switch (old, policy) {
            case (nil, _): .added
            case (_, .skip): .skipped
            case (_, .overwrite): .overwritten
            case (_, .fail): throw AdminError.importedIsThere(sentence)
            }
        results[kind, default: []].append(Result(action: action, name: name, id: action == .skipped ? old ?? new : new))
        return action
    }

    private func check(client object: JSONObject) throws {
        let clientId = try work.name(of: object, "clientId", "client")
        // Keycloak passes by those that it has made itself.
        if Self.isInternal(clientId) { return }
        let (tx, realm) = (work.tx, realm)
        let old = try tx.client(clientId: clientId, in: realm.id)
        let id = idp.ids.uuid()
        let action = try decide(
            .client, clientId, old: old?.id, new: id, else: "Client id '\(clientId)' already exists")
        clientIDs[clientId] = action == .skipped ? old?.id : id
        if action == .skipped { return }
        if let old {
            removals[.client, default: []].append { work in
                try ServiceAccount.disable(old, in: realm, work.tx)
                try work.tx.delete(old)
            }
        }
        var client = CompletedRealm.completedClient(object)
        client["id"] = .string(id)
        // Only a realm of an older version gets this one (recording: import_export 21).
        let added = "post.logout.redirect.uris"
        if object["attributes"]?[added] == nil, var attributes = client["attributes"]?.object {
            attributes[added] = nil
            client["attributes"] = .object(attributes)
        }
        if let mappers = client["protocolMappers"]?.array {
            client["protocolMappers"] = .array(
                mappers.map { mapper in
                    var members = mapper.object ?? [:]
                    members["id"] = nil
                    return .object(members)
                })
        }
        clients.append(client)
    }

    private static func isInternal(_ clientId: String) -> Bool {
        clientId.hasSuffix("-realm")
            || [
                "account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console",
            ].contains(clientId)
    }

    /// Roles may be made for clients that are there, or come with them.
    private func check(clientId: String) throws {
        if clientIDs[clientId] != nil { return }
        guard let client = try work.tx.client(clientId: clientId, in: realm.id) else {
            throw AdminError.noClientForRoles(clientId)
        }
        clientIDs[clientId] = client.id
    }

    private func check(role object: JSONObject, ofClient clientId: String?) throws {
        let name = try work.segment(of: object, "name", "role")
        let id = idp.ids.uuid()
        let old: RoleRecord?
        let action: Action
        if let clientId {
            // The client's own id before it is overwritten; in the answer Keycloak names the client's in place of the role's.
            let client = try work.tx.client(clientId: clientId, in: realm.id)
            old = try client.flatMap { try work.tx.role(named: name, of: .client($0.id)) }
            let clientID = clientIDs[clientId] ?? ""
            action = try decide(
                .clientRole, clientId + "-->" + name, old: old.map { _ in clientID }, new: clientID,
                else: "Client role '\(name)' for client '\(clientId)' already exists.")
        } else {
            old = try work.tx.role(named: name, of: .realm(realm.id))
            action = try decide(
                .realmRole, name, old: old?.id, new: id, else: "Realm role '\(name)' already exists.")
        }
        if action == .skipped { return }
        if let old {
            removals[clientId == nil ? .realmRole : .clientRole, default: []].append { try $0.tx.delete(old) }
            if clientId == nil, old.id == realm.defaultRoleID { defaultRole = name }
        }
        var role = object
        role["id"] = .string(id)
        if let clientId { clientRoles[clientId, default: []].append(role) } else { realmRoles.append(role) }
    }

    /// A group is looked for by its path, without which Keycloak falls over it (recording: import_export 15), and made at
    /// the top.
    private func check(group object: JSONObject) throws {
        let name = try work.name(of: object, "name", "group")
        guard let path = object.text("path") else { throw ImportError(sentence: "The group \(name) has no path") }
        let old = try work.tx.group(path: path, in: realm.id)
        let id = work.idOrNew(of: object)
        let action = try decide(.group, name, old: old?.id, new: id, else: "Group '\(path)' already exists")
        if action == .skipped { return }
        if let old { removals[.group, default: []].append { try $0.tx.delete(old) } }
        var group = object
        group["id"] = .string(id)
        groups.append(group)
    }

    private func check(user object: JSONObject) throws {
        let username = try work.name(of: object, "username", "user")
        if object["credentials"]?.array?.count ?? 0 > CredentialRecord.mostOfUser {
            throw AdminError.tooManyCredentials
        }
        let isEmailShared = realm.document.duplicateEmailsAllowed
        var old = try work.tx.user(username: username, in: realm.id)
        let email = object.text("email")
        if old == nil, !isEmailShared, let email { old = try work.tx.user(email: email, in: realm.id) }
        let id = idp.ids.uuid()
        let sentence =
            if isEmailShared, let email {
                "User with user name \(username) or with email \(email) already exists."
            } else {
                "User with user name \(username) already exists."
            }
        if try decide(.user, username, old: old?.id, new: id, else: sentence) == .skipped { return }
        if let old { removals[.user, default: []].append { try $0.tx.delete(old) } }
        var user = object
        user["id"] = .string(id)
        users.append(user)
    }
}
