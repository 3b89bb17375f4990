import Crypto
import JSON

extension Services {
    /// Services on the state that the settings name; a new one gets the master realm and its administrator.
    nonisolated(nonsending) static func open(
        _ settings: Settings, time: TimeSource, ids: Identifiers
    ) async throws -> Services {
        let file = try settings.databaseFile.map { try StateFile($0) }
        if let file, !file.isNew {
            let store = try Store(file, time: time)
            let keys = try await store.read { try unusedKeys($0) }
            return Services(store: store, time: time, ids: ids, keyPool: KeyPool(shipped: keys), settings: settings)
        }
        // A new state is whole, its administrator in it, before its file gets anything. Without a clock nothing sweeps it
        // while it is copied.
        let draft = try Store(startingFrom: BuiltIn.state, time: file == nil ? time : .none)
        let keyPool = KeyPool(shipped: Array(BuiltIn.rsaKeys.dropFirst(BuiltInState.keyCount)))
        let made = Services(store: draft, time: time, ids: ids, keyPool: keyPool, settings: settings)
        try await made.replaceAdministrator()
        guard let file else { return made }
        let store = try Store(file, startingFrom: draft, time: time)
        return Services(store: store, time: time, ids: ids, keyPool: keyPool, settings: settings)
    }

    /// The shipped keys that no realm of a state that is not new has got already.
    private static func unusedKeys(_ tx: Transaction) throws -> [[UInt8]] {
        let used = try tx.privateKeysOfComponents()
        return try BuiltIn.rsaKeys.filter { pem in
            let key = try PrivateKey(pem: String(decoding: pem, as: UTF8.self))
            return !used.contains(Base64.encode(key.traditionalDER))
        }
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
        try await store.write { tx in
            let realm = try importRealm(master, in: tx, self)
            try makeAdministrator(of: realm, tx)
        }
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
            let isNew = try await store.write { tx in
                guard try tx.realm(named: name) == nil else { return false }
                _ = try createRealm(from: document, in: tx, self)
                return true
            }
            log.info(isNew ? "Realm '\(name)' imported" : "Realm '\(name)' already exists. Import skipped")
        }
    }

    private func realmFiles(at path: String) throws -> [String] {
        guard try Files.isFolder(path) else { return [path] }
        return try Files.names(in: path).filter { $0.hasSuffix(".json") }.map { path + "/" + $0 }
    }
}
