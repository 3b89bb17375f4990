import HTTPServer
import JSON

/// `GET users/profile`: the realm's user profile.
func getUserProfile(_ call: AdminCall) async throws -> Reply {
    let profile = try await call.read(.any(of: .viewRealm, .queryUsers)) { tx, realm -> JSONObject in
        return try UserProfile(of: realm, tx).document
    }
    return .adminJSONCached(.object(profile))
}

/// `GET users/profile/metadata`.
func getUserProfileMetadata(_ call: AdminCall) async throws -> Reply {
    let metadata = try await call.read(.any(of: .viewRealm, .queryUsers)) { tx, realm -> JSONObject in
        return try UserProfile(of: realm, tx).metadata(in: realm)
    }
    return .adminJSONCached(.object(metadata))
}

/// `PUT users/profile`: answers the profile as it is now, with another media type than `GET` (recording: users 121).
func updateUserProfile(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageRealm).as(UserProfileRepresentation.self)
    let profile = UserProfile(normalized(body))
    let stored = try await call.write(.manageRealm) { tx, realm -> JSONObject in
        try checkProfile(body, in: realm, tx)
        let config: TextMap<[String]> = [UserProfile.configName: [JSONValue.object(profile.document).text]]
        if var component = try tx.components(in: realm.id, type: UserProfile.providerType).first {
            component.document.config = config
            try tx.update(component)
        } else {
            var component = ComponentRepresentation()
            component.providerId = "declarative-user-profile"
            component.providerType = UserProfile.providerType
            component.parentId = realm.id
            component.config = config
            try tx.insert(ComponentRecord(id: call.idp.ids.uuid(), realmID: realm.id, document: component))
        }
        return profile.document
    }
    return .adminJSONCached(.object(stored), contentType: "application/json")
}

/// Refuses a profile that Keycloak refuses, with all that is wrong with it.
func checkProfile(_ profile: UserProfileRepresentation, in realm: RealmRecord, _ tx: Transaction) throws {
    let scopes = try tx.clientScopes(in: realm.id).compactMap { $0.document.name }
    let problems = profile.problems(scopes: TextSet(scopes))
    if !problems.isEmpty { throw AdminError.profileRefused(problems) }
}

/// The same for the component that holds the profile.
func checkProfile(of component: ComponentRepresentation, in realm: RealmRecord, _ tx: Transaction) throws {
    guard component.providerType == UserProfile.providerType,
        let text = component[\.config, UserProfile.configName]?.first, !text.isEmpty
    else { return }
    let profile: UserProfileRepresentation
    do throws(RepresentationError) {
        profile = try UserProfileRepresentation(body: Array(text.utf8))
    } catch {
        throw AdminError.profileNotReadable(error)
    }
    try checkProfile(profile, in: realm, tx)
}

/// The profile in Keycloak's order of members, with the default it writes out (recording: terraform-example-apply 184).
private func normalized(_ profile: UserProfileRepresentation) -> JSONObject {
    var profile = profile
    profile.attributes = profile.attributes?.map(\.withDefaults)
    return profile.ordered
}
