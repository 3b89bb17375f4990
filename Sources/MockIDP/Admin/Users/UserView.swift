import JSON

/// A user as the admin API shows it. Members are in the order of Keycloak's answers (recording: users).
struct UserView {
    let profile: UserProfile
    let tx: Transaction

    init(of realm: RealmRecord, _ tx: Transaction) throws {
        profile = try UserProfile(of: realm, tx)
        self.tx = tx
    }

    /// All that a caller may see of the user, without `access`.
    func full(_ user: UserRecord) throws -> JSONObject {
        var view = names(user)
        let attributes = visibleAttributes(of: user)
        if !attributes.isEmpty { view["attributes"] = .object(attributes) }
        add(state: user, to: &view)
        view["totp"] = .bool(try tx.credentialTypes(ofUser: user.id).contains("otp"))
        view["federationLink"] = user.document.document["federationLink"]
        view["disableableCredentialTypes"] = []
        view["requiredActions"] = JSONValue(user.document.requiredActions)
        view["notBefore"] = JSONValue(user.document.notBefore)
        return view
    }

    /// The short form of listings with `briefRepresentation`.
    func brief(_ user: UserRecord) -> JSONObject {
        var view = names(user)
        add(state: user, to: &view)
        view["federationLink"] = user.document.document["federationLink"]
        return view
    }

    /// The attributes that the profile lets admins see.
    func visibleAttributes(of user: UserRecord) -> JSONObject {
        let attributes = user.document.document["attributes"]?.object ?? JSONObject()
        return JSONObject(attributes.lazy.filter { profile.shows($0.name) }.map { ($0.name, $0.value) })
    }

    private func names(_ user: UserRecord) -> JSONObject {
        var view: JSONObject = ["id": .string(user.id), "username": .string(user.username)]
        for name in ["firstName", "lastName", "email"] { view[name] = user.document.document[name] }
        view["emailVerified"] = .bool(user.document.emailVerified)
        return view
    }

    private func add(state user: UserRecord, to view: inout JSONObject) {
        view["enabled"] = .bool(user.document.enabled)
        view["createdTimestamp"] = user.document.document["createdTimestamp"]
    }
}

extension AdminAccess {
    /// `access` of a user in a listing.
    var toListedUser: JSONValue { ["manage": .bool(allows(.manageUsers))] }

    /// `access` of one user.
    var toUser: JSONValue {
        let manages = JSONValue.bool(allows(.manageUsers))
        return [
            "manageGroupMembership": manages, "resetPassword": manages, "view": .bool(allows(.viewUsers)),
            "mapRoles": manages, "impersonate": .bool(allows(.impersonation)), "manage": manages,
        ]
    }
}
