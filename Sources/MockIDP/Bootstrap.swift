import JSON

extension Services {
    /// Services on the state that the settings name; a new one gets the master realm and its administrator.
    nonisolated(nonsending) static func open(
        _ settings: Settings, time: TimeSource, ids: Identifiers
    ) async throws -> Services {
        let store = try Store(settings.databaseFile.map { .file($0) } ?? .memory, startingFrom: BuiltIn.state)
        let usedKeys = min(try await store.read { try $0.usedShippedKeys() }, ShippedKey.count)
        let services = Services(
            store: store, time: time, ids: ids, keyPool: KeyPool(shipped: usedKeys..<ShippedKey.count),
            settings: settings)
        try await services.removeHiddenRealms()
        if store.isNew { try await services.replaceAdministrator() }
        return services
    }

    /// Gives master the administrator that the settings ask for, when it is not the built-in one.
    nonisolated(nonsending) private func replaceAdministrator() async throws {
        let standard = Settings()
        guard (settings.adminUsername, settings.adminPassword) != (standard.adminUsername, standard.adminPassword)
        else {
            return
        }
        try await store.write { tx in
            guard let realm = try tx.realm(named: "master") else { return }
            if let builtIn = try tx.user(username: standard.adminUsername, in: realm.id) { try tx.delete(builtIn) }
            try makeAdministrator(of: realm, tx)
        }
    }

    /// Makes the master realm and its administrator in an empty store.
    func makeMaster() async throws {
        let master = try freshRealmDocument(named: "master", isMaster: true)
        let draft = try await RealmDraft(complete: master.document, self)
        try await importRealm(draft, finish: { tx, realm in try makeAdministrator(of: realm, tx) })
    }

    /// The user that Keycloak's bootstrap makes, with the realm role `admin`.
    private func makeAdministrator(of realm: RealmRecord, _ tx: Transaction) throws {
        var document = UserRepresentation([:])
        document.username = settings.adminUsername.lowercased()
        document.enabled = true
        document.createdTimestamp = Int64(nowMilliseconds())
        document.attributes = ["is_temporary_admin": ["true"]]
        let user = UserRecord(id: ids.uuid(), realmID: realm.id, document: document)
        try tx.insert(user)
        let password = try hashedPassword(settings.adminPassword, self)
        try tx.insert(CredentialRecord(id: ids.uuid(), userID: user.id, document: password))
        let roles = [try tx.role(named: "admin", of: .realm(realm.id))?.id, realm.defaultRoleID].compactMap { $0 }
        try tx.addRoles(roles, to: .user(user.id))
    }

    /// Imports realm files and folders of them; a realm that is there already stays as it is.
    nonisolated(nonsending) func importRealms(_ paths: [String], log: Log) async throws {
        for path in try paths.flatMap({ try realmFiles(at: $0) }) {
            let body = try Files.read(path)
            let document: RealmRepresentation
            do { document = try RealmRepresentation(body: body) } catch {
                throw ImportError(sentence: "\(path): \(error.body)")
            }
            let name = document.realm ?? ""
            let isNew = try await createRealm(from: document, if: { try $0.realm(named: name) == nil }) != nil
            log.info(isNew ? "Realm '\(name)' imported" : "Realm '\(name)' already exists. Import skipped")
        }
    }

    private func realmFiles(at path: String) throws -> [String] {
        guard try Files.isFolder(path) else { return [path] }
        return try Files.names(in: path).filter { $0.hasSuffix(".json") }.map { path + "/" + $0 }
    }
}
