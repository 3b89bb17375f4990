/// The user that stands for a client in its own `client_credentials` tokens.
enum ServiceAccount {
    static let scopeName = "service_account"

    static func username(of clientId: String) -> String { "service-account-" + clientId.lowercased() }

    /// Makes the user, as any new user with the realm's default role and groups, and gives the client the scope whose
    /// mappers describe it (recordings: clients 18, client_credentials).
    static func enable(_ client: inout ClientRecord, in realm: RealmRecord, _ tx: Transaction, _ idp: Services) throws {
        client.document.serviceAccountsEnabled = true
        if let scope = try tx.clientScope(named: scopeName, in: realm.id) {
            try tx.assign([scope], to: client, isDefault: true)
        }
        if try tx.serviceAccount(ofClient: client.id) != nil { return }
        var document = UserRepresentation()
        document.username = username(of: client.clientId)
        document.emailVerified = false
        document.enabled = true
        let actions = try tx.defaultRequiredActions(in: realm.id)
        if !actions.isEmpty { document.requiredActions = actions }
        document.createdTimestamp = Int64(idp.nowMilliseconds())
        let user = UserRecord(
            id: idp.ids.uuid(), realmID: realm.id, document: document, serviceAccountClientID: client.id)
        try tx.insert(user)
        if let role = realm.defaultRoleID { try tx.addRoles([role], to: .user(user.id)) }
        for group in try tx.defaultGroups(ofRealm: realm.id) { try tx.join(user: user.id, group: group.id) }
    }

    /// Removes the user and the scope.
    static func disable(_ client: ClientRecord, in realm: RealmRecord, _ tx: Transaction) throws {
        if let user = try tx.serviceAccount(ofClient: client.id) { try tx.delete(user) }
        if let scope = try tx.clientScope(named: scopeName, in: realm.id) {
            try tx.unassign(scope: scope.id, fromClient: client.id)
        }
    }

    /// Follows a new `clientId`.
    static func rename(of client: ClientRecord, _ tx: Transaction) throws {
        guard var user = try tx.serviceAccount(ofClient: client.id) else { return }
        user.document.username = username(of: client.clientId)
        try tx.update(user)
    }
}
