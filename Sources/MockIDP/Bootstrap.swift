extension Services {
    /// Services on the state that the settings name; a new one gets the master realm and its administrator.
    nonisolated(nonsending) static func open(
        _ settings: Settings, time: TimeSource, ids: Identifiers, log: Log = .silent
    ) async throws -> Services {
        let file = try settings.databaseFile.map { try StateFile($0) }
        if let file, !file.isNew {
            let store = try Store(file, time: time)
            let keyPool = KeyPool(shipped: try await unusedKeys(store), random: ids.bytes)
            let services = Services(
                store: store, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
            try await services.removeHiddenRealms()
            return services
        }
        // A new state is whole, its administrator in it, before its file gets anything. Without a clock nothing sweeps it
        // while it is copied.
        let draft = try Store(startingFrom: BuiltIn.state, time: file == nil ? time : .none)
        let keyPool = KeyPool(shipped: try await unusedKeys(draft), random: ids.bytes)
        let made = Services(store: draft, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
        log.atStart.info("KC-SERVICES0050: Initializing master realm", .services)
        try await made.replaceAdministrator()
        try await made.addServiceAdministrator()
        guard let file else { return made }
        let store = try Store(file, startingFrom: draft, time: time)
        return Services(store: store, time: time, ids: ids, keyPool: keyPool, settings: settings, log: log)
    }

    /// Imports what the settings name, and says who administers.
    ///
    /// - Parameter imports: the realm files that the settings name.
    nonisolated(nonsending) func start(importing imports: Task<RealmSources, Never>?) async throws {
        let log = log.atStart
        try readUserProfile()
        if let imports {
            keyPool.prepare()
            try await importRealms(
                await imports.value, strategy: settings.exchange.overrides == true ? .override : .skip, log: log)
        }
        if store.isNew {
            let name = settings.administrator.username.lowercased()
            log.info("KC-SERVICES0077: Created temporary admin user with username \(name)", .services)
            if let client = settings.serviceAdministrator?.clientId {
                log.info("KC-SERVICES0078: Created temporary admin service account with client id \(client)", .services)
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

    /// Gives master the client that the settings ask for, whose service account administers.
    nonisolated(nonsending) private func addServiceAdministrator() async throws {
        guard let asked = settings.serviceAdministrator else { return }
        try await store.write { tx in
            guard let realm = try tx.realm(named: "master") else { return }
            try makeServiceAdministrator(asked, in: realm, tx)
        }
    }
}

extension Settings {
    /// The realm files that a start imports, being read; nil where there are none. In a state that begins anew nothing is
    /// there that a realm would be left out for, so they are looked through at once.
    func readingImports(_ log: Log) -> Task<RealmSources, Never>? {
        let paths = importedPaths(log)
        if paths.isEmpty { return nil }
        let isNew = databaseFile == nil
        return Task.detached {
            async let prepared: Void = prepareFreshRealms()
            var sources = RealmSources(paths)
            await prepared
            if isNew { sources.check(log) }
            return sources
        }
    }

    /// The files and folders to import: those named, and `data/import` where that is asked for.
    func importedPaths(_ log: Log) -> [String] {
        guard importsFromDataFolder else { return imports }
        guard let folder = Home.file("data/import") else {
            log.warning("there is no folder data/import to import realms from")
            return imports
        }
        return imports + [folder]
    }
}
