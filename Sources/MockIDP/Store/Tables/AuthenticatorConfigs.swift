extension AuthenticatorConfigFields: StoredFields {
    static let documents = DocumentTable("authenticator_config", name: "alias", order: "alias")
}

extension Transaction {
    func authenticatorConfig(id: String, in realmID: String) throws -> AuthenticatorConfigRecord? {
        try find(id, in: realmID)
    }

    /// The settings of all steps of the realm, by alias.
    func authenticatorConfigs(in realmID: String) throws -> [AuthenticatorConfigRecord] { try all(in: realmID) }
}
