import JSON

extension Services {
    /// Makes the master realm and its administrator in an empty store.
    func makeMaster() async throws {
        let master = try freshRealmDocument(named: "master", isMaster: true)
        let draft = try await RealmDraft(complete: master.document, self)
        try await importRealm(draft, finish: { tx, realm in try makeAdministrator(of: realm, tx) })
    }

    /// The client that Keycloak's bootstrap makes (ApplianceBootstrap): confidential, with a service account. Where there
    /// is one of its name nothing starts.
    func makeServiceAdministrator(
        _ asked: (clientId: String, secret: String), in realm: RealmRecord, _ tx: Transaction
    ) throws {
        if try tx.client(clientId: asked.clientId, in: realm.id) != nil {
            throw ImportError(sentence: "there is a client '\(asked.clientId)' already")
        }
        var client = try RealmImport(into: realm, tx, self).addClient([
            "clientId": .string(asked.clientId), "secret": .string(asked.secret), "enabled": true,
            "protocol": "openid-connect", "publicClient": false, "standardFlowEnabled": true, "fullScopeAllowed": true,
            "clientAuthenticatorType": "client-secret", "attributes": ["is_temporary_admin": "true"],
        ])
        try ServiceAccount.enable(&client, in: realm, tx, self)
        try tx.update(client)
        guard let user = try tx.serviceAccount(ofClient: client.id),
            let role = try tx.role(named: "admin", of: .realm(realm.id))
        else { return }
        try tx.addRoles([role.id], to: .user(user.id))
    }

    /// The user that Keycloak's bootstrap makes, with the realm role `admin`.
    func makeAdministrator(of realm: RealmRecord, _ tx: Transaction) throws {
        var document = UserRepresentation([:])
        document.username = settings.administrator.username.lowercased()
        document.enabled = true
        document.createdTimestamp = Int64(nowMilliseconds())
        document.attributes = ["is_temporary_admin": ["true"]]
        let user = UserRecord(id: ids.uuid(), realmID: realm.id, document: document)
        try tx.insert(user)
        let password = try hashedPassword(settings.administrator.password, self)
        try tx.insert(CredentialRecord(id: ids.uuid(), userID: user.id, document: password))
        let roles = [try tx.role(named: "admin", of: .realm(realm.id))?.id, realm.defaultRoleID].compactMap { $0 }
        try tx.addRoles(roles, to: .user(user.id))
    }
}
