import JSON

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
        guard exchange.users != .skip, exchange.users != .realmFile else { return }
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
