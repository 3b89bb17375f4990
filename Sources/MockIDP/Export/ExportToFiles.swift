import JSON

/// How users are exported (`--users`).
public enum ExportedUsers: String, Sendable {
    case skip
    /// With their realm.
    case realmFile = "realm_file"
    /// All in one file beside the realm's.
    case sameFile = "same_file"
    /// In files of so many users each.
    case differentFiles = "different_files"
}

/// What `import` and `export` are told.
public struct ExchangeSettings: Sendable, Equatable {
    /// The one file.
    public var file: String?
    /// The folder.
    public var folder: String?
    /// The one realm to export; nil means all.
    public var realm: String?
    /// How users are exported.
    public var users = ExportedUsers.differentFiles
    /// How many users a file has.
    public var usersPerFile = 50
    /// Whether an import makes realms that are there anew; nil means that the command decides.
    public var overrides: Bool?

    /// The defaults of Keycloak's commands.
    public init() {}
}

extension Services {
    /// Writes realms to a file or a folder, as Keycloak's `export` does.
    func export(_ exchange: ExchangeSettings, log: Log) async throws {
        log.info(
            exchange.realm.map { "KC-SERVICES0034: Export of realm '\($0)' requested." }
                ?? "KC-SERVICES0033: Full model export requested", .services)
        let names = try await store.read { tx in try tx.realms().map(\.name) }
        if let name = exchange.realm, !names.contains(name) {
            throw ImportError(sentence: "there is no realm '\(name)' to export")
        }
        let chosen = exchange.realm.map { [$0] } ?? names
        if let file = exchange.file {
            try await export(chosen, toFile: file, isOne: exchange.realm != nil, log)
        } else if let folder = exchange.folder {
            try Files.makeFolder(folder)
            for name in chosen { try await export(name, toFolder: folder, exchange, log) }
        } else {
            throw OptionError(description: "export wants --file FILE or --dir FOLDER")
        }
        log.info("KC-SERVICES0035: Export finished successfully", .services)
    }

    /// One realm is an object, several are an array.
    private func export(_ names: [String], toFile file: String, isOne: Bool, _ log: Log) async throws {
        var realms: [JSONValue] = []
        for name in names {
            log.info("Exporting realm '\(name)' into file \(file)", .exportingFile)
            realms.append(.object(try await exported(name) { try $0.document(withUsers: true) }))
        }
        try Files.write(text(isOne ? realms[0] : .array(realms)), to: file)
    }

    private func export(_ name: String, toFolder folder: String, _ exchange: ExchangeSettings, _ log: Log) async throws
    {
        let realm = try await exported(name) { try $0.document(withUsers: exchange.users == .realmFile) }
        let start = folder + "/" + fileName(name)
        try Files.write(text(.object(realm)), to: start + "-realm.json")
        log.info("Realm '\(name)' - data exported", .exportingFolder)
        guard exchange.users == .sameFile || exchange.users == .differentFiles else { return }
        let users = try await exported(name) { try $0.users() }
        let size = exchange.users == .sameFile ? max(users.count, 1) : exchange.usersPerFile
        for (number, first) in stride(from: 0, to: users.count, by: size).enumerated() {
            let part = users[first..<min(first + size, users.count)]
            let document: JSONValue = ["realm": .string(name), "users": .array(part.map { .object($0) })]
            try Files.write(text(document), to: "\(start)-users-\(number).json")
            log.info("Users \(first)-\(first + part.count - 1) exported", .exportingFolder)
        }
    }

    private func exported<T: Sendable>(_ name: String, _ read: (RealmExport) throws -> T) async throws -> T {
        try await store.read { tx in
            guard let realm = try tx.realm(named: name) else {
                throw ImportError(sentence: "there is no realm '\(name)' to export")
            }
            return try read(RealmExport(realm, tx))
        }
    }

    private func text(_ value: JSONValue) -> [UInt8] { Array(value.write(pretty: true).utf8) + [0x0A] }

    /// A realm's name without what leads out of the folder.
    private func fileName(_ name: String) -> String { String(name.map { $0 == "/" ? "_" : $0 }) }
}

extension MockIDPServer {
    /// `mockidp export`: writes what a database holds, or what a new server has.
    public static func export(_ settings: Settings, log: Log) async throws {
        let services = try await Services.open(settings, time: .system, ids: Identifiers(), log: log.atStart)
        try await services.importRealms(settings.imports, log: log.atStart)
        try await services.export(settings.exchange, log: log.atStart)
    }

    /// `mockidp import`: takes realm files into a database; without one, the files are only checked.
    public static func importFiles(_ settings: Settings, log: Log) async throws {
        let paths = settings.imports + [settings.exchange.file, settings.exchange.folder].compactMap { $0 }
        guard !paths.isEmpty else { throw OptionError(description: "import wants --file FILE or --dir FOLDER") }
        let services = try await Services.open(settings, time: .system, ids: Identifiers(), log: log.atStart)
        let strategy: ImportStrategy = settings.exchange.overrides == false ? .skip : .override
        try await services.importRealms(paths, strategy: strategy, log: log.atStart)
        if settings.databaseFile == nil {
            log.atStart.warning("without --database FILE nothing is kept: the files were checked, and that is all")
        }
    }

    /// `mockidp bootstrap-admin`: gives an existing database an administrator, a user or a service client.
    public static func addAdministrator(_ settings: Settings, isService: Bool, log: Log) async throws {
        guard settings.databaseFile != nil else {
            throw OptionError(description: "bootstrap-admin wants the database: --database FILE")
        }
        let services = try await Services.open(settings, time: .system, ids: Identifiers(), log: log.atStart)
        try await services.store.write { tx in
            guard let master = try tx.realm(named: "master") else { return }
            if isService, let asked = settings.serviceAdministrator {
                if try tx.client(clientId: asked.clientId, in: master.id) != nil {
                    throw ImportError(sentence: "there is a client '\(asked.clientId)' already")
                }
                try services.makeServiceAdministrator(asked, in: master, tx)
                return
            }
            if try tx.user(username: settings.administrator.username.lowercased(), in: master.id) != nil {
                throw ImportError(sentence: "there is a user '\(settings.administrator.username)' already")
            }
            try services.makeAdministrator(of: master, tx)
        }
    }
}
