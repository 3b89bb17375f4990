extension MockIDPServer {
    /// `mockidp export`: writes what a database holds, or what a new server has.
    public static func export(_ settings: Settings, log: Log) async throws {
        try settings.exchange.checkPlace()
        try await withState(settings, log: log) { services, log in
            if !settings.imports.isEmpty {
                try await services.importRealms(RealmSources(settings.imports), log: log)
            } else if settings.databaseFile == nil {
                log.warning("without --database FILE there is what a new server has, and nothing else")
            }
            try await services.export(settings.exchange, log: log)
        }
    }

    /// `mockidp import`: takes realm files into a database; without one, the files are only checked.
    public static func importFiles(_ settings: Settings, log: Log) async throws {
        let paths = settings.imports + [settings.exchange.file, settings.exchange.folder].compactMap { $0 }
        guard !paths.isEmpty else { throw OptionError(description: "import wants --file FILE or --dir FOLDER") }
        try await withState(settings, log: log) { services, log in
            let strategy: ImportStrategy = settings.exchange.overrides == false ? .skip : .override
            try await services.importRealms(RealmSources(paths), strategy: strategy, log: log)
            if settings.databaseFile == nil {
                log.warning("without --database FILE nothing is kept: the files were checked, and that is all")
            }
        }
    }

    /// `mockidp bootstrap-admin`: gives a database an administrator, a user or a service client.
    public static func addAdministrator(_ settings: Settings, isService: Bool, log: Log) async throws {
        guard settings.databaseFile != nil else {
            throw OptionError(description: "bootstrap-admin wants the database: --database FILE")
        }
        try await withState(settings, log: log) { services, log in
            // A new one was made with that administrator.
            if !services.store.isNew { try await services.addAdministrator(isService: isService) }
            if isService, let client = settings.serviceAdministrator?.clientId {
                log.info(
                    "KC-SERVICES0078: Created temporary admin service account with client id \(client)", .services)
            } else {
                let name = settings.administrator.username.lowercased()
                log.info("KC-SERVICES0077: Created temporary admin user with username \(name)", .services)
            }
        }
    }

    /// Opens the state, hands it to `work`, and closes it: all of it is in its one file then, which may be copied.
    private static func withState(
        _ settings: Settings, log: Log, _ work: (Services, Log) async throws -> Void
    ) async throws {
        let log = log.atStart
        for notice in settings.notices { log.warning(notice) }
        let services = try await Services.open(settings, time: .system, ids: Identifiers(), log: log)
        do { try await work(services, log) } catch {
            await services.store.close()
            throw error
        }
        sayWhatIsLeft(await services.store.close(), log)
    }
}

extension Services {
    /// Gives master the administrator of the settings.
    fileprivate func addAdministrator(isService: Bool) async throws {
        try await store.write { tx in
            guard let master = try tx.realm(named: "master") else { return }
            if isService, let asked = settings.serviceAdministrator {
                try makeServiceAdministrator(asked, in: master, tx)
                return
            }
            if try tx.user(username: settings.administrator.username.lowercased(), in: master.id) != nil {
                throw ImportError(sentence: "there is a user '\(settings.administrator.username)' already")
            }
            try makeAdministrator(of: master, tx)
        }
    }
}

extension ExchangeSettings {
    /// Keycloak's rules of where an export goes (ExportPropertyMappers).
    fileprivate func checkPlace() throws(OptionError) {
        guard (file == nil) != (folder == nil) else {
            throw OptionError(description: "Must specify either --dir or --file options.")
        }
        if file != nil, let users, users != .sameFile {
            throw OptionError(
                description: "Property '--users' can be used only when exporting to a directory, or value set to "
                    + "'same_file' when exporting to a file.")
        }
    }
}
