import JSON

/// A caller's realm document made complete by what a new realm has: settings one by one, built-in clients, roles, client
/// scopes, components and flows where the caller's lists lack them (recordings: import_export 2 to 21, realms 2).
struct CompletedRealm {
    private let body: JSONObject
    private let fresh: JSONObject
    private(set) var document: JSONObject

    init(_ body: RealmRepresentation, over fresh: RealmRepresentation) {
        self.body = body.document
        self.fresh = fresh.document
        document = fresh.document
        mergeSettings()
        mergeClientScopes()
        mergeClients()
        mergeRoles()
        mergeComponents()
        mergeFlows()
    }

    /// Lists that are merged by rules of their own.
    private static let lists: Set<String> = [
        "clients", "clientScopes", "defaultDefaultClientScopes", "defaultOptionalClientScopes", "roles", "defaultRole",
        "defaultRoles", "scopeMappings", "clientScopeMappings", "components", "authenticationFlows",
        "authenticatorConfig", "requiredActions",
    ]

    private mutating func mergeSettings() {
        for (name, value) in body where !value.isNull && !Self.lists.contains(name) {
            if name == "attributes" || name == "browserSecurityHeaders", let members = value.object {
                document[name] = .object(merged(document[name]?.object ?? [:], with: members))
            } else {
                document[name] = value
            }
        }
        if body["actionTokenGeneratedByUserLifespan"] == nil, let lifespan = body["accessCodeLifespanUserAction"] {
            document["actionTokenGeneratedByUserLifespan"] = lifespan
        }
        mergeDeviceSettings()
    }

    /// Keycloak keeps these two as attributes, which win over the members of their own.
    private mutating func mergeDeviceSettings() {
        var attributes = document["attributes"]?.object ?? [:]
        for name in ["oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval"] {
            if let text = body["attributes"]?[name]?.string, let number = Int32(text) {
                document[name] = JSONValue(Int(number))
            } else if let number = body[name]?.int {
                attributes[name] = .string(String(number))
            }
        }
        document["attributes"] = .object(attributes)
    }

    // MARK: Client scopes

    /// The caller's scopes replace all built-in ones but `offline_access`.
    private mutating func mergeClientScopes() {
        guard let scopes = objects("clientScopes", of: body), body["clientScopes"]?.isNull == false else { return }
        let offline = Self.offlineAccess
        let isOfflineAdded = !scopes.contains { $0.text("name") == offline }
        let added =
            isOfflineAdded ? (objects("clientScopes", of: fresh) ?? []).filter { $0.text("name") == offline } : []
        document["clientScopes"] = list(added + scopes)
        for (member, extra) in [
            ("defaultDefaultClientScopes", []), ("defaultOptionalClientScopes", isOfflineAdded ? [offline] : []),
        ] {
            let names = body[member]?.array?.compactMap(\.string) ?? []
            document[member] = JSONValue(extra + names)
        }
        mapOffline(isBuiltIn: isOfflineAdded)
    }

    /// The role that lets a user have the scope `offline_access`.
    private mutating func mapOffline(isBuiltIn: Bool) {
        if !isBuiltIn { document["scopeMappings"] = nil }
    }

    // MARK: Clients

    private mutating func mergeClients() {
        let clients = objects("clients", of: body) ?? []
        let given = TextSet(clients.compactMap { $0.text("clientId") })
        // Built-in clients are made before the scopes of the document: they have none of these.
        let hasScopes = body["clientScopes"]?.array != nil
        var kept: [JSONObject] = []
        for var client in objects("clients", of: fresh) ?? [] {
            guard let clientId = client.text("clientId"), !given.contains(clientId) else { continue }
            if clientId == "account-console", given.contains("account") { continue }
            if hasScopes { (client["defaultClientScopes"], client["optionalClientScopes"]) = ([], []) }
            kept.append(client)
        }
        document["clients"] = list(kept + clients.map(Self.completedClient))
        if given.contains("account") || given.contains("account-console") { document["clientScopeMappings"] = nil }
        let mapped = merged(
            document["clientScopeMappings"]?.object ?? [:], with: body["clientScopeMappings"]?.object ?? [:])
        document["clientScopeMappings"] = .object(mapped)
        let ofRealm = objects("scopeMappings", of: document) ?? []
        document["scopeMappings"] = list(ofRealm + (objects("scopeMappings", of: body) ?? []))
    }

    /// A client of an import with what Keycloak adds to it (recording: import_export 5).
    static func completedClient(_ object: JSONObject) -> JSONObject {
        var members = object
        for (name, value) in object where value.isNull { members[name] = nil }
        if let only = members["directGrantsOnly"]?.bool {
            if members["standardFlowEnabled"] == nil { members["standardFlowEnabled"] = .bool(!only) }
            if members["directAccessGrantsEnabled"] == nil { members["directAccessGrantsEnabled"] = .bool(only) }
            members["directGrantsOnly"] = nil
        }
        let given = ClientRepresentation(members)
        var client = given.withDefaults
        if client.protocol == nil { client.protocol = "openid-connect" }
        if members["fullScopeAllowed"] == nil { client.fullScopeAllowed = !client.consentRequired }
        if members["webOrigins"] == nil { client.webOrigins = given.redirectUris.uniqueOrigins }
        if client[\.attributes, "realm_client"] == nil { client[\.attributes, "realm_client"] = "false" }
        if client[\.attributes, "post.logout.redirect.uris"] == nil {
            client[\.attributes, "post.logout.redirect.uris"] = "+"
        }
        let bound = client.authenticationFlowBindingOverrides.filter { !$0.value.isEmpty }
        client.authenticationFlowBindingOverrides = bound
        return client.ordered
    }

    // MARK: Roles

    private mutating func mergeRoles() {
        let given = body["roles"]?.object ?? [:]
        let ofRealm = objects("realm", of: given) ?? []
        let names = TextSet(ofRealm.compactMap { $0.text("name") })
        var builtIn = objects("realm", of: fresh["roles"]?.object ?? [:]) ?? []
        let standard = fresh["defaultRole"]?["name"]?.string ?? ""
        // Keycloak names it in lower case, whatever the realm's own letters are.
        let defaultName = body["defaultRole"]?["name"]?.string ?? standard.lowercased()
        var defaultRole = builtIn.first { $0.text("name") == standard } ?? [:]
        builtIn.removeAll { names.contains($0.text("name") ?? "") || $0.text("name") == standard }
        let own = ofRealm.first { $0.text("name") == defaultName } ?? body["defaultRole"]?.object
        let parts = builtInParts(of: defaultRole, without: names)
        if let own { defaultRole = own } else { defaultRole["name"] = .string(defaultName) }
        defaultRole["composites"] = .object(union(union(own?["composites"]?.object ?? [:], parts), listedDefaults))
        var others = ofRealm.filter { $0.text("name") != defaultName }.map(withBuiltInParts)
        let made = names.union(builtIn.compactMap { $0.text("name") } + [defaultName])
        others += texts(listedDefaults["realm"]).filter { !made.contains($0) }.map { ["name": .string($0)] }
        document["defaultRole"] = ["name": .string(defaultName)]
        document["roles"] = [
            "realm": list([defaultRole] + builtIn + others),
            "client": .object(clientRoles(given["client"]?.object ?? [:])),
        ]
    }

    /// A role with what the built-in one of its name is made of: master's `admin` has its power from that, and a file that
    /// only names it would lock everybody out. (Modelled: Keycloak makes master's roles before it imports those of a file.)
    private func withBuiltInParts(of role: JSONObject) -> JSONObject {
        let roles = objects("realm", of: fresh["roles"]?.object ?? [:]) ?? []
        guard let name = role.text("name"),
            let parts = roles.first(where: { $0.text("name") == name })?["composites"]?.object
        else { return role }
        var role = role
        role["composites"] = .object(union(role["composites"]?.object ?? [:], parts))
        return role
    }

    /// `defaultRoles` of the realm and of its clients, as files up to Keycloak 12 have them: parts of the default role
    /// where the document doesn't have that one, made where they are not there.
    private var listedDefaults: JSONObject {
        guard body["defaultRole"]?.object == nil else { return [:] }
        var clients = JSONObject()
        for client in objects("clients", of: body) ?? [] {
            guard let clientId = client.text("clientId"), let list = client["defaultRoles"]?.array else { continue }
            clients[clientId] = JSONValue(texts(.array(list)))
        }
        return ["realm": JSONValue(texts(body["defaultRoles"])), "client": .object(clients)]
    }

    /// What the default role is made of by itself: roles that the document leaves to the server.
    private func builtInParts(of defaultRole: JSONObject, without names: TextSet) -> JSONObject {
        var parts = defaultRole["composites"]?.object ?? [:]
        let hasOfflineScope =
            body["clientScopes"].map { _ in
                objects("clientScopes", of: body)?.contains { $0.text("name") == Self.offlineAccess } ?? false
            } ?? false
        let realm = parts["realm"]?.array?.filter { part in
            guard let name = part.string, names.contains(name) else { return true }
            return name == Self.offlineAccess && !hasOfflineScope
        }
        parts["realm"] = .array(realm ?? [])
        if (objects("clients", of: body) ?? []).contains(where: { $0.text("clientId") == "account" }) {
            parts["client"] = nil
        }
        return parts
    }

    /// The caller's roles of clients; those of built-in clients that the caller leaves out; and the administrators'
    /// roles that the caller's own `realm-management`, or `master-realm`, lacks.
    private func clientRoles(_ given: JSONObject) -> JSONObject {
        let clients = TextSet((objects("clients", of: body) ?? []).compactMap { $0.text("clientId") })
        var result = JSONObject()
        for (clientId, roles) in fresh["roles"]?["client"]?.object ?? [:] {
            let isOfAdministrators = clientId == "realm-management" || clientId == "master-realm"
            if isOfAdministrators || !clients.contains(clientId) { result[clientId] = roles }
        }
        for (clientId, roles) in given {
            let names = TextSet((roles.array ?? []).compactMap { $0["name"]?.string })
            let missing = (result[clientId]?.array ?? []).filter { !names.contains($0["name"]?.string ?? "") }
            result[clientId] = .array((roles.array ?? []) + missing)
        }
        for (clientId, list) in listedDefaults["client"]?.object ?? [:] {
            let roles = result[clientId]?.array ?? []
            let known = TextSet(roles.compactMap { $0["name"]?.string })
            result[clientId] = .array(roles + texts(list).filter { !known.contains($0) }.map { ["name": .string($0)] })
        }
        return result
    }

    // MARK: Components and flows

    /// Each type of provider that the caller has none of keeps the built-in ones.
    private mutating func mergeComponents() {
        guard let given = body["components"]?.object else { return }
        var components = document["components"]?.object ?? [:]
        for (type, list) in given where list.array?.isEmpty == false { components[type] = list }
        document["components"] = .object(components)
    }

    /// The caller's flows replace the built-in ones, but for those a realm is bound to and the caller lacks.
    private mutating func mergeFlows() {
        if let actions = objects("requiredActions", of: body) {
            let deletion = (objects("requiredActions", of: fresh) ?? []).filter { action in
                action.text("alias") == "delete_account" && !actions.contains { $0.text("alias") == "delete_account" }
            }
            document["requiredActions"] = list(actions + deletion)
        }
        guard let flows = objects("authenticationFlows", of: body), !flows.isEmpty else { return }
        let aliases = TextSet(flows.compactMap { $0.text("alias") })
        let builtIn = objects("authenticationFlows", of: fresh) ?? []
        let bound = TextSet(Self.bindings.compactMap { document[$0]?.string })
        let missing = builtIn.filter { bound.contains($0.text("alias") ?? "") }.map { $0.text("alias") ?? "" }
        let added = reachable(from: missing.filter { !aliases.contains($0) }, in: builtIn, without: aliases)
        document["authenticationFlows"] = list(flows + added)
        let configs = objects("authenticatorConfig", of: body) ?? []
        let names = TextSet(configs.compactMap { $0.text("alias") })
        let needed = TextSet(added.flatMap { steps(of: $0).compactMap { $0.text("authenticatorConfig") } })
        let kept = (objects("authenticatorConfig", of: fresh) ?? []).filter { config in
            needed.contains(config.text("alias") ?? "") && !names.contains(config.text("alias") ?? "")
        }
        document["authenticatorConfig"] = list(configs + kept)
    }

    static let bindings = [
        "browserFlow", "registrationFlow", "directGrantFlow", "resetCredentialsFlow", "clientAuthenticationFlow",
        "dockerAuthenticationFlow", "firstBrokerLoginFlow",
    ]

    /// Flows with the flows that are their steps.
    private func reachable(from aliases: [String], in flows: [JSONObject], without known: TextSet) -> [JSONObject] {
        var wanted = aliases
        var seen = known
        var result: [JSONObject] = []
        while let alias = wanted.popLast() {
            guard seen.insert(alias).inserted, let flow = flows.first(where: { $0.text("alias") == alias }) else {
                continue
            }
            result.append(flow)
            wanted += steps(of: flow).compactMap { $0.text("flowAlias") }
        }
        return result
    }

    private func steps(of flow: JSONObject) -> [JSONObject] { objects("authenticationExecutions", of: flow) ?? [] }

    private static let offlineAccess = "offline_access"
}
