import JSON

extension UserRecord {
    /// The short form of listings with `briefRepresentation`.
    var shownInBrief: JSONObject {
        var view = names
        addState(to: &view)
        view["federationLink"] = document.document["federationLink"]
        return view
    }

    /// All that is known of the user by itself; members in the order of Keycloak's answers (recording: users).
    var shownInFull: JSONObject {
        var view = names
        view["attributes"] = document.document["attributes"]
        addState(to: &view)
        view["totp"] = false
        view["federationLink"] = document.document["federationLink"]
        view["disableableCredentialTypes"] = []
        view["requiredActions"] = JSONValue(document.requiredActions)
        view["notBefore"] = JSONValue(document.notBefore)
        return view
    }

    private var names: JSONObject {
        var view: JSONObject = ["id": .string(id), "username": .string(username)]
        for name in ["firstName", "lastName", "email"] { view[name] = document.document[name] }
        view["emailVerified"] = .bool(document.emailVerified)
        return view
    }

    private func addState(to view: inout JSONObject) {
        view["enabled"] = .bool(document.enabled)
        view["createdTimestamp"] = document.document["createdTimestamp"]
    }
}

/// Users as the endpoints of users show them: with the attributes that the realm's profile lets admins see.
struct UserView {
    let profile: UserProfile
    let tx: Transaction

    init(of realm: RealmRecord, _ tx: Transaction) throws {
        profile = try UserProfile(of: realm, tx)
        self.tx = tx
    }

    /// All that a caller may see of the user, without `access`.
    func full(_ user: UserRecord) throws -> JSONObject {
        var view = user.shownInFull
        let attributes = visibleAttributes(of: user)
        view["attributes"] = attributes.isEmpty ? nil : .object(attributes)
        for name in ["firstName", "lastName", "email"] where profile.attribute(name) == nil {
            view[name] = profile.unmanaged.isVisibleToAdmins ? view[name] : nil
        }
        if try tx.credentialTypes(ofUser: user.id).contains("otp") { view["totp"] = true }
        return view
    }

    /// A user in a listing.
    func listed(_ user: UserRecord, _ isBrief: Bool, _ access: AdminAccess) throws -> JSONObject {
        var shown = isBrief ? user.shownInBrief : try full(user)
        shown["access"] = access.toListedUser
        return shown
    }

    /// The attributes that the profile lets admins see.
    func visibleAttributes(of user: UserRecord) -> JSONObject {
        let attributes = user.document.document["attributes"]?.object ?? JSONObject()
        return JSONObject(attributes.filter { profile.shows($0.name) }.map { ($0.name, $0.value) })
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
