import JSON

extension UserProfile {
    /// The profile as a form for admins needs it: `users/profile/metadata`, and `userProfileMetadata` of a user.
    func metadata(in realm: RealmRecord, of user: UserRecord? = nil) -> JSONObject {
        var list = attributes.filter(\.isVisibleToAdmins).map { metadata($0, in: realm, of: user) }
        if realm.document.internationalizationEnabled, attribute("locale") == nil {
            // Recording: realms 57.
            list.insert(
                [
                    "name": "locale", "displayName": "locale", "required": false, "readOnly": false, "validators": [:],
                    "multivalued": false,
                ], at: 0)
        }
        return ["attributes": .array(list), "groups": .array(groups)]
    }

    private func metadata(_ attribute: ProfileAttribute, in realm: RealmRecord, of user: UserRecord?) -> JSONValue {
        let isUsername = attribute.name == "username"
        let isReadOnly =
            isUsername ? user != nil && !realm.document.editUsernameAllowed : !attribute.isEditableByAdmins
        var result: JSONObject = ["name": .string(attribute.name)]
        result["displayName"] = attribute.document["displayName"]
        result["required"] = .bool(isUsername || attribute.isRequiredOfAdmins)
        result["readOnly"] = .bool(isReadOnly)
        result["annotations"] = attribute.document["annotations"]
        var validators = JSONObject()
        for validator in Validator.all(for: attribute) {
            var config = validator.config
            if validator.name != "multivalued" { config["ignore.empty.value"] = true }
            validators[validator.name] = .object(config)
        }
        result["validators"] = .object(validators)
        result["group"] = attribute.document["group"]
        result["multivalued"] = .bool(attribute.isMultivalued)
        result["defaultValue"] = attribute.document["defaultValue"]
        return .object(result)
    }
}
