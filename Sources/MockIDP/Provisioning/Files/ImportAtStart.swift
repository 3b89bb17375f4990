import JSON

/// What happens to a realm that is there already.
public enum ImportStrategy: String, Sendable {
    /// It stays as it is.
    case skip = "IGNORE_EXISTING"
    /// It is removed before.
    case override = "OVERWRITE_EXISTING"
}

extension Services {
    /// Imports realm files and folders of them, all or nothing: every file is read and looked through before anything is
    /// written, and what is written is one transaction.
    ///
    /// - Throws: `ImportFailure` with every problem of every file.
    nonisolated(nonsending) func importRealms(
        _ sources: RealmSources, strategy: ImportStrategy = .skip, log: Log
    ) async throws {
        var sources = sources
        sources.files.report(to: log)
        let existing = try await store.read { tx in TextSet(try tx.realms().map(\.name)) }
        let isTaken = { (name: String) in
            strategy == .skip && existing.contains(name) && !(name == "master" && self.store.isNew)
        }
        sources.check(except: isTaken, log)
        let problems = sources.problems
        if !problems.isEmpty { throw ImportFailure(lines: problems) }
        log.info("KC-SERVICES0030: Full model import requested. Strategy: \(strategy.rawValue)", .services)
        for group in sources.files.groups {
            log.info("Full importing from file \(group.realm)", .importingFile)
            for path in group.users { log.info("Imported users from \(path)", .importingFolder) }
        }
        var drafts: [(realm: RealmSource.Realm, draft: RealmDraft)] = []
        for realm in sources.realms {
            do {
                drafts.append((realm, try await RealmDraft(complete: realm.document.document.document, self)))
            } catch let error as ImportError {
                throw ImportFailure(lines: ["\(realm.path): \(error.sentence)"])
            } catch let lacking as NotImplemented {
                throw ImportFailure(lines: ["\(realm.path): \(lacking)"])
            }
        }
        let progress = ImportProgress.onTerminal()
        defer { progress?.end() }
        try await store.write { tx in
            for (realm, draft) in drafts { try write(realm, draft, strategy, log, tx, progress) }
        }
        log.info("KC-SERVICES0032: Import finished successfully", .services)
    }

    private func write(
        _ realm: RealmSource.Realm, _ draft: RealmDraft, _ strategy: ImportStrategy, _ log: Log, _ tx: Transaction,
        _ progress: ImportProgress?
    ) throws {
        let name = realm.name
        let isFreshMaster = name == "master" && store.isNew
        if let old = try tx.realm(named: name) {
            if strategy == .skip, !isFreshMaster {
                log.info("Realm '\(name)' already exists. Import skipped", .importing)
                return
            }
            if !isFreshMaster { log.info("Realm '\(name)' already exists. Removing it before import", .importing) }
            try removeRealm(old, in: tx)
        }
        do {
            let made = try writeRealm(draft, in: tx, progress: progress)
            if name == "master" { try restoreAdministration(through: made, log, tx) }
        } catch let error where error.isConflict {
            throw ImportFailure(lines: ["\(realm.path): Something in it belongs to another realm already: \(error)"])
        }
        for part in realm.document.droppedParts {
            log.warning("Realm '\(name)': left out, not implemented: \(part)")
        }
        log.info("Realm '\(name)' imported", .importing)
    }

    /// Master comes from a file: it lacks the administrator of this start and the clients that stand for other realms.
    private func restoreAdministration(through master: RealmRecord, _ log: Log, _ tx: Transaction) throws {
        if try tx.user(username: settings.administrator.username.lowercased(), in: master.id) == nil {
            try makeAdministrator(of: master, tx)
        }
        for realm in try tx.realms() where realm.id != master.id {
            if try addManagementClient(of: realm, tx, self) {
                log.info("Re-created management client in master realm for realm '\(realm.name)'", .importing)
            }
        }
    }
}
