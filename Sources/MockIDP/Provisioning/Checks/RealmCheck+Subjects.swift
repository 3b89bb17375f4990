import JSON

/// Clients, roles, groups and users.
extension RealmCheck {
    mutating func checkClients() {
        for (client, path) in objects("clients", of: body, at: []) {
            name(of: client, "clientId", ("client", "clients"), at: path)
            for (name, flow) in client["authenticationFlowBindingOverrides"]?.object ?? [:] {
                guard let id = flow.string, !id.isEmpty, !known.flowIDs.contains(id) else { continue }
                add(
                    path + ["authenticationFlowBindingOverrides", .member(name)], "There is no flow with the id '\(id)'"
                )
            }
            for (uri, path) in Self.texts(client["redirectUris"], at: path + ["redirectUris"]) {
                guard let problem = URLCheck.problem(of: uri, .redirect) else { continue }
                add(path, "A redirect URI\(problem)")
            }
        }
    }

    mutating func checkRoles() {
        let roles = body["roles"]?.object ?? [:]
        for (role, path) in objects("realm", of: roles, at: ["roles"]) { check(role, of: "", at: path) }
        for member in ["client", "application"] {
            for (clientId, list) in roles[member]?.object ?? [:] {
                let path: [JSONPathElement] = ["roles", .member(member), .member(clientId)]
                checkClient(clientId, at: path)
                for (role, path) in Self.objects(list, at: path) { check(role, of: clientId, at: path) }
            }
        }
        if let role = body["defaultRole"]?.object { checkComposites(of: role, at: ["defaultRole"]) }
    }

    private mutating func check(_ role: JSONObject, of clientId: String, at path: [JSONPathElement]) {
        name(of: role, "name", ("role", "roles"), in: clientId, at: path)
        checkComposites(of: role, at: path)
    }

    private mutating func checkComposites(of role: JSONObject, at path: [JSONPathElement]) {
        guard let parts = role["composites"]?.object else { return }
        let path = path + ["composites"]
        for (name, path) in Self.texts(parts["realm"], at: path + ["realm"]) where !known.realmRoles.contains(name) {
            add(path, "The role '\(name)' does not exist")
        }
        for member in ["client", "application"] {
            for (clientId, list) in parts[member]?.object ?? [:] {
                let path = path + [.member(member), .member(clientId)]
                checkClient(clientId, at: path)
                let roles = known.clientRoles[clientId] ?? []
                for (name, path) in Self.texts(list, at: path) where !roles.contains(name) {
                    add(path, "The role '\(name)' of the client '\(clientId)' does not exist")
                }
            }
        }
    }

    mutating func checkGroups() {
        for (group, path) in objects("groups", of: body, at: []) { check(group, under: "", at: path) }
        for (group, path) in Self.texts(body["defaultGroups"], at: ["defaultGroups"]) where !known.hasGroup(group) {
            add(path, "The group '\(group)' does not exist")
        }
    }

    private mutating func check(_ group: JSONObject, under parent: String, at path: [JSONPathElement]) {
        name(of: group, "name", ("group", "groups"), in: parent, at: path)
        checkClientRoles(of: group, at: path)
        let own = nextGroup()
        for (child, path) in objects("subGroups", of: group, at: path) { check(child, under: own, at: path) }
    }

    private mutating func checkClientRoles(of holder: JSONObject, at path: [JSONPathElement]) {
        for member in ["clientRoles", "applicationRoles"] {
            for (clientId, _) in holder[member]?.object ?? [:] {
                checkClient(clientId, at: path + [.member(member), .member(clientId)])
            }
        }
    }

    mutating func checkUsers() {
        let policy = PasswordPolicy(body.text("passwordPolicy") ?? "")
        let hasSharedEmails = body["duplicateEmailsAllowed"]?.bool ?? false
        for (user, path) in objects("users", of: body, at: []) {
            note("users with the id", user.text("id"), at: path, "id")
            let username = user.text("username") ?? ""
            if username.isEmpty { add(path, "A user has no username") }
            note("users", username.lowercased(), at: path, "username")
            if !hasSharedEmails { note("users with the email", user.text("email")?.lowercased(), at: path, "email") }
            if let clientId = user.text("serviceAccountClientId") {
                checkClient(clientId, at: path + ["serviceAccountClientId"])
            }
            checkClientRoles(of: user, at: path)
            for (group, path) in Self.texts(user["groups"], at: path + ["groups"]) where !known.hasGroup(group) {
                add(path, "The group '\(group)' does not exist")
            }
            if user["credentials"]?.array?.count ?? 0 > CredentialRecord.mostOfUser {
                add(path + ["credentials"], CredentialRecord.tooMany, .sentence(CredentialRecord.tooMany))
            }
            checkPasswords(of: user, username, policy, at: path)
        }
    }

    private mutating func checkPasswords(
        of user: JSONObject, _ username: String, _ policy: PasswordPolicy, at path: [JSONPathElement]
    ) {
        if policy.rules.isEmpty { return }
        for (credential, path) in objects("credentials", of: user, at: path) {
            guard credential.text("type") ?? "password" == "password", let password = credential.text("value") else {
                continue
            }
            do {
                try policy.check(password, username: username.lowercased(), email: user.text("email"), expressions)
            } catch let refusal as PasswordRefusal {
                add(path, refusal.sentence, .sentence("Password policy not met. See logs for details"))
            } catch {}
        }
    }
}
