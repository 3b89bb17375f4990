import HTTPServer
import JSON

/// `POST users`. Realm and client roles of the body are passed by, as Keycloak does (recording: bad_input 91, 92).
func createUser(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageUsers).as(UserRepresentation.self)
    let now = call.idp.nowMilliseconds()
    let id = try await call.matching { expressions in
        try await call.write(.manageUsers) { tx, realm -> String in
            var values = UserProfile.values(in: body)
            if realm.document.registrationEmailAsUsername, let email = values["email"] { values["username"] = email }
            let profile = try UserProfile(of: realm, tx)
            try profile.check(values, against: nil, in: realm, tx, expressions)
            values.merge(profile.defaults) { given, _ in given }

            var user = UserRecord(id: call.idp.ids.uuid(), realmID: realm.id, document: UserRepresentation())
            user.document.createdTimestamp = body.createdTimestamp ?? Int64(now)
            user.document.emailVerified = false
            user.document.enabled = false
            user.take(values, keeping: profile)
            try user.takeState(of: body)
            user.document.federatedIdentities = body.federatedIdentities
            // Keycloak removes a user of an unknown federation as soon as it sees it (recording: bad_input 93, 164).
            guard try user.isKept(in: realm, tx) else { return user.id }
            try tx.insert(user)
            try tx.giveDefaults(to: user, in: realm)
            try join(body.groups ?? [], user, realm, tx)
            try addCredentials(of: body, to: user, in: realm, call.idp, tx, expressions)
            tx.changes?.areAdditions = true
            return user.id
        }
    }
    return .created(location: call.address + "/" + pathSegment(id))
}

extension Transaction {
    /// What every new user of a realm gets: the default role, the default groups, the default required actions.
    func giveDefaults(to user: UserRecord, in realm: RealmRecord) throws {
        if let role = realm.defaultRoleID { try addRoles([role], to: .user(user.id)) }
        for group in try defaultGroups(ofRealm: realm.id) { try join(user: user.id, group: group.id) }
        let actions = try defaultRequiredActions(in: realm.id)
        if actions.isEmpty { return }
        var user = user
        for action in actions { user.require(action) }
        try update(user)
    }
}

/// Groups by path; Keycloak falls over one that is not there (recording: users 13).
private func join(_ paths: [String], _ user: UserRecord, _ realm: RealmRecord, _ tx: Transaction) throws {
    for path in paths {
        let group = try tx.group(path: path, in: realm.id).found(or: .unknown)
        try tx.join(user: user.id, group: group.id)
    }
}

extension UserRecord {
    /// Takes over checked attributes: those of the profile, others as far as the profile lets an admin keep them.
    mutating func take(_ values: ProfileValues, keeping profile: UserProfile) {
        for name in UserProfile.rootAttributes {
            let value = profile.keeps(name) ? values[name]?.first : nil
            if name == "username", value == nil { continue }
            let lower = name == "username" || name == "email" ? value?.lowercased() : value
            document.document[name] = lower.flatMap { $0.isEmpty ? nil : .string($0) }
        }
        var attributes = JSONObject()
        for name in values.names where !UserProfile.rootAttributes.contains(name) && profile.keeps(name) {
            let filled = (values[name] ?? []).filter { !$0.isEmpty }
            if !filled.isEmpty { attributes[name] = JSONValue(filled) }
        }
        document.document["attributes"] = attributes.isEmpty ? nil : .object(attributes)
    }

    /// Takes over what is no attribute; required actions that no provider has are passed by (recording: bad_input 85).
    mutating func takeState(of body: UserRepresentation) throws {
        if let enabled = body.document["enabled"]?.bool { document.enabled = enabled }
        if let verified = body.document["emailVerified"]?.bool { document.emailVerified = verified }
        if let link = body.federationLink { document.federationLink = link }
        if body.document["requiredActions"] != nil {
            let wanted = Set(body.requiredActions)
            document.requiredActions = RequiredActions.known.filter { wanted.contains($0) }
        }
        for credential in body.credentials ?? [] where credential.temporary == true && credential.type == "password" {
            require("UPDATE_PASSWORD")
        }
    }

    /// Whether the user belongs to the realm itself or to a user federation that is there.
    func isKept(in realm: RealmRecord, _ tx: Transaction) throws -> Bool {
        guard let link = document.federationLink else { return true }
        return try tx.component(id: link, in: realm.id) != nil
    }

    mutating func require(_ action: String) {
        if !document.requiredActions.contains(action) { document.requiredActions.append(action) }
    }

    mutating func unrequire(_ action: String) {
        document.requiredActions.removeAll { $0 == action }
    }
}

/// The required actions that Keycloak has providers for (keycloak: serverinfo.json).
enum RequiredActions {
    static let known = [
        "CONFIGURE_RECOVERY_AUTHN_CODES", "CONFIGURE_TOTP", "TERMS_AND_CONDITIONS", "UPDATE_EMAIL", "UPDATE_PASSWORD",
        "UPDATE_PROFILE", "VERIFY_EMAIL", "VERIFY_PROFILE", "delete_account", "delete_credential", "idp_link",
        "update_user_locale", "webauthn-register", "webauthn-register-passwordless",
    ]
}
