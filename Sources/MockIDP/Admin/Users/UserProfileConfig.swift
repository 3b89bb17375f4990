import HTTPServer
import JSON

/// `GET users/profile`: the realm's user profile.
func getUserProfile(_ call: AdminCall) async throws -> Reply {
    let profile = try await call.readWithAccess { tx, realm, access -> JSONObject in
        try access.require(.any(of: .viewRealm, .queryUsers))
        return try UserProfile(of: realm, tx).document
    }
    return .adminJSONCached(.object(profile))
}

/// `GET users/profile/metadata`.
func getUserProfileMetadata(_ call: AdminCall) async throws -> Reply {
    let metadata = try await call.readWithAccess { tx, realm, access -> JSONObject in
        try access.require(.any(of: .viewRealm, .queryUsers))
        return try UserProfile(of: realm, tx).metadata(in: realm)
    }
    return .adminJSONCached(.object(metadata))
}

/// `PUT users/profile`: answers the profile as it is now, with another media type than `GET` (recording: users 121).
func updateUserProfile(_ call: AdminCall) async throws -> Reply {
    guard let document = try call.json().object else { throw AdminError.jsonNotMapped }
    let profile = UserProfile(normalized(document))
    let missing = ["username", "email"].filter { profile.attribute($0) == nil }
    let stored = try await call.write(.manageRealm) { tx, realm -> JSONObject in
        if !missing.isEmpty {
            let sentences = missing.map { "The attribute '\($0)' can not be removed" }
            throw AdminError.message(400, "[\(sentences.joined(separator: ", "))]")
        }
        let config: [String: [String]] = [UserProfile.configName: [JSONValue.object(profile.document).text]]
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

/// The profile in Keycloak's order of members, with the defaults it writes out (recording: terraform-example-apply 184).
private func normalized(_ document: JSONObject) -> JSONObject {
    var result = JSONObject()
    result["attributes"] = .array(
        (document["attributes"]?.array ?? []).map { value in
            guard let attribute = value.object else { return value }
            var ordered = JSONObject()
            for name in [
                "name", "displayName", "validations", "annotations", "required", "permissions", "selector", "group",
            ] {
                if let member = attribute[name], !member.isNull { ordered[name] = member }
            }
            ordered["multivalued"] = .bool(attribute["multivalued"]?.bool ?? false)
            if let member = attribute["defaultValue"], !member.isNull { ordered["defaultValue"] = member }
            return .object(ordered)
        })
    for name in ["groups", "unmanagedAttributePolicy"] {
        if let member = document[name], !member.isNull { result[name] = member }
    }
    return result
}
