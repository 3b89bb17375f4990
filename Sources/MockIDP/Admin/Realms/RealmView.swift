import JSON

extension RealmRecord {
    /// The realm as `GET` shows it: its settings, its default role, and no secret of its mail server.
    func shownInFull(_ tx: Transaction) throws -> JSONObject {
        var shown = document
        if let role = try tx.defaultRole(ofRealm: id) { shown.document["defaultRole"] = .object(role.shownInBrief) }
        shown.document["smtpServer"] = .object(shownMailServer)
        let groups = try tx.defaultGroups(ofRealm: id)
        let paths = GroupPaths(tx)
        if !groups.isEmpty { shown.document["defaultGroups"] = JSONValue(try groups.map { try paths.path(of: $0) }) }
        // Keycloak does not write these when they are empty (recording: terraform-example-apply 15).
        if shown.passwordPolicy == "" { shown.document["passwordPolicy"] = nil }
        if shown.supportedLocales == [] { shown.document["supportedLocales"] = nil }
        return shown.ordered
    }

    /// A password is shown as asterisks where it is used, and not at all where it isn't (recording: realms 13, 14).
    private var shownMailServer: JSONObject {
        var server = document.document["smtpServer"]?.object ?? JSONObject()
        for name in ["password", "authTokenClientSecret"] where server[name] != nil {
            server[name] = server["auth"]?.string == "true" ? .string(maskedSecret) : nil
        }
        return server
    }

    /// The realm in listings with `briefRepresentation`.
    var shownInBrief: JSONObject {
        var shown: JSONObject = ["id": .string(id), "realm": .string(name)]
        for member in ["displayName", "displayNameHtml"] { shown[member] = document.document[member] }
        shown["enabled"] = .bool(document.enabled)
        return shown
    }

    /// What an administrator sees who may not view the realm itself (recordings: client_credentials 33, permissions 57).
    func shownToOthers(seesUsers: Bool) -> JSONObject {
        var shown: JSONObject = ["realm": .string(name)]
        for member in ["displayName", "displayNameHtml"] { shown[member] = document.document[member] }
        if seesUsers { shown["registrationEmailAsUsername"] = .bool(document.registrationEmailAsUsername) }
        shown["bruteForceProtected"] = .bool(document.bruteForceProtected)
        shown["supportedLocales"] = document.document["supportedLocales"] ?? []
        shown["organizationsEnabled"] = .bool(document.organizationsEnabled)
        return shown
    }
}

/// How Keycloak shows a secret that it has; sent back, it means that the secret stays as it is.
let maskedSecret = "**********"
