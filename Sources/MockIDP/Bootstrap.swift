import JSON

extension Services {
    /// Services on the state that the settings name; a new one gets the master realm and its administrator.
    nonisolated(nonsending) static func open(
        _ settings: Settings, time: TimeSource, ids: Identifiers, log: Log = .silent
    ) async throws -> Services {
        let file = try settings.databaseFile.map { try StateFile($0) }
        if let file, !file.isNew {
            let store = try Store(file, time: time)
            let keyPool = KeyPool(shipped: try await unusedKeys(store))
            let services = Services(
                store: store, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
            try await services.removeHiddenRealms()
            return services
        }
        // A new state is whole, its administrator in it, before its file gets anything. Without a clock nothing sweeps it
        // while it is copied.
        let draft = try Store(startingFrom: BuiltIn.state, time: file == nil ? time : .none)
        let keyPool = KeyPool(shipped: try await unusedKeys(draft))
        let made = Services(store: draft, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
        log.atStart.info("KC-SERVICES0050: Initializing master realm", .services)
        try await made.replaceAdministrator()
        try await made.addServiceAdministrator()
        guard let file else { return made }
        let store = try Store(file, startingFrom: draft, time: time)
        return Services(store: store, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
    }

    /// Imports what the settings name, and says who administers.
    nonisolated(nonsending) func start() async throws {
        let log = log.atStart
        try readUserProfile()
        try await importRealms(
            settings.importedPaths(log), strategy: settings.exchange.overrides == true ? .override : .skip, log: log)
        if store.isNew {
            let name = settings.administrator.username.lowercased()
            log.info("KC-SERVICES0077: Created temporary admin user with username \(name)", .services)
            if let client = settings.serviceAdministrator?.clientId {
                log.info("Created temporary admin service account with client id \(client)", .services)
            }
        } else if settings.adminUsername != nil || settings.adminPassword != nil {
            log.warning("the database is not new: the administrator of the options is ignored")
        }
    }

    /// The shipped keys that no realm of the state has got already.
    private static func unusedKeys(_ store: Store) async throws -> Range<Int> {
        min(try await store.read { try $0.usedShippedKeys() }, ShippedKey.count)..<ShippedKey.count
    }

    /// Gives master the administrator that the settings ask for, when it is not the built-in one.
    nonisolated(nonsending) private func replaceAdministrator() async throws {
        let standard = Settings().administrator
        guard settings.administrator != standard else { return }
        try await store.write { tx in
            guard let realm = try tx.realm(named: "master") else { return }
            if let builtIn = try tx.user(username: standard.username, in: realm.id) { try tx.delete(builtIn) }
            try makeAdministrator(of: realm, tx)
        }
    }

    /// Makes the master realm and its administrator in an empty store.
    func makeMaster() async throws {
        let master = try freshRealmDocument(named: "master", isMaster: true)
        let draft = try await RealmDraft(complete: master.document, self)
        try await importRealm(draft, finish: { tx, realm in try makeAdministrator(of: realm, tx) })
    }

    /// Gives master the client that the settings ask for, whose service account administers.
    nonisolated(nonsending) private func addServiceAdministrator() async throws {
        guard let asked = settings.serviceAdministrator else { return }
        try await store.write { tx in
            guard let realm = try tx.realm(named: "master") else { return }
            try makeServiceAdministrator(asked, in: realm, tx)
        }
    }

    /// The client that Keycloak's bootstrap makes (ApplianceBootstrap): confidential, with a service account.
    func makeServiceAdministrator(
        _ asked: (clientId: String, secret: String), in realm: RealmRecord, _ tx: Transaction
    ) throws {
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
