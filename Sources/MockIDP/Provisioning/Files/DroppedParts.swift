import JSON

extension RealmRepresentation {
    /// Parts of a realm document that an import leaves out, since nothing here serves them: each is told as a warning.
    var droppedParts: [String] {
        let ofRealm = ["identityProviders", "identityProviderMappers", "organizations", "localizationTexts"].filter {
            !isEmpty(document[$0])
        }
        let ofClients = objects("clients").contains { !isEmpty($0["authorizationSettings"]) }
        let ofUsers = objects("users").contains { !isEmpty($0["clientConsents"]) }
        return ofRealm + (ofClients ? ["authorizationSettings of clients"] : [])
            + (ofUsers ? ["clientConsents of users"] : [])
    }

    private func objects(_ member: String) -> [JSONObject] { document[member]?.array?.compactMap(\.object) ?? [] }

    private func isEmpty(_ value: JSONValue?) -> Bool {
        value?.array?.isEmpty ?? value?.object?.isEmpty ?? true
    }
}
