import HTTPServer
import JSON

/// What of an export the admin API gives away.
enum ExportRoutes {
    static let routes: [Route] = [.admin("POST", "/admin/realms/{realm}/partial-export", exportPart)]
}

/// `POST partial-export`: the realm without its users, with its clients, groups and roles where they are asked for, secrets
/// as asterisks (recordings: import_export 21, java-admin-client 242; Keycloak's `RealmAdminResource.partialExport`).
private func exportPart(_ call: AdminCall) async throws -> Reply {
    let hasClients = call.flag("exportClients") ?? false
    let hasRoles = call.flag("exportGroupsAndRoles") ?? false
    // Thousands of roles take longer than a loop may be held up.
    return try await Task.detached {
        let document = try await call.readWithAccess(.manageRealm) { tx, realm, access in
            if hasRoles { try access.require(.queryGroups) }
            if hasClients { try access.require(.viewClients) }
            return try RealmExport(realm, tx).part(clients: hasClients, groupsAndRoles: hasRoles)
        }
        return .adminJSONCached(.object(document), contentType: "application/json")
    }.value
}

extension RealmExport {
    fileprivate func part(clients hasClients: Bool, groupsAndRoles hasRoles: Bool) throws -> JSONObject {
        var document = try document(withUsers: false, masked: true)
        document["smtpServer"] = try realm.shownInFull(tx)["smtpServer"]
        if hasClients {
            document["clients"] = .array((document["clients"]?.array ?? []).map(masked))
            let users = try serviceAccounts().map { user -> JSONValue in
                var user = user
                user["credentials"] = nil
                if user["realmRoles"]?.array?.isEmpty == true { user["realmRoles"] = nil }
                if !hasRoles { for name in ["realmRoles", "clientRoles", "groups"] { user[name] = nil } }
                return .object(user)
            }
            if !users.isEmpty { document["users"] = .array(users) }
        } else {
            document["clients"] = nil
            document["scopeMappings"] = document["scopeMappings"].flatMap(withoutClients)
            let mappings = (document["clientScopeMappings"]?.object ?? [:]).compactMap { clientId, mappings in
                withoutClients(mappings).map { (clientId, $0) }
            }
            document["clientScopeMappings"] = mappings.isEmpty ? nil : .object(JSONObject(mappings))
            if var roles = document["roles"]?.object {
                roles["client"] = nil
                document["roles"] = .object(roles)
            }
        }
        if !hasRoles { for name in ["roles", "groups"] { document[name] = nil } }
        return RealmRepresentation(document).ordered
    }

    /// Scope mappings of client scopes, which are exported without clients too (recording: realms 63).
    private func withoutClients(_ mappings: JSONValue) -> JSONValue? {
        let kept = (mappings.array ?? []).filter { $0["client"] == nil }
        return kept.isEmpty ? nil : .array(kept)
    }

    private func masked(_ client: JSONValue) -> JSONValue {
        guard var members = client.object, members["secret"] != nil else { return client }
        members["secret"] = .string(maskedSecret)
        return .object(members)
    }
}
