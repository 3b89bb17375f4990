import JSON

extension ComponentRecord {
    /// The component as the admin API shows it: what its provider can be configured with and no more, so generated keys
    /// stay inside; secrets as asterisks (recordings: algorithms 17, idp_flows_components 59).
    var shown: JSONObject {
        let document = document.document
        var shown: JSONObject = ["id": .string(id)]
        for name in ["name", "providerId", "providerType", "parentId", "subType"] { shown[name] = document[name] }
        let provider = ProviderCatalogue.provider(self.document.providerId, type: self.document.providerType)
        var config = JSONObject()
        for (name, value) in document["config"]?.object ?? JSONObject() {
            if provider?.keepsToItself(name) ?? false { continue }
            config[name] = provider?.isSecret(name) ?? false ? [.string(maskedSecret)] : value
        }
        shown["config"] = .object(config)
        return shown
    }
}
