import JSON

extension Services {
    /// Makes a realm as `POST /admin/realms` and a realm file do: what the document leaves out, a new realm has by itself.
    ///
    /// Realms other than master also get the client in master through which master's administrators reach them.
    ///
    /// - Parameters:
    ///   - body: what it is made from; the first problem of a document that cannot become a realm is thrown, all are logged.
    ///   - isWanted: asked before anything is made, and again in the first transaction; false makes nothing.
    ///   - finish: what else belongs to the last transaction, after which everybody sees the realm.
    /// - Returns: the realm, or nil when it was not wanted.
    @discardableResult
    nonisolated(nonsending) func createRealm(
        from body: RealmRepresentation, if isWanted: (Transaction) throws -> Bool = { _ in true },
        finish: (Transaction, RealmRecord) throws -> Void = { _, _ in }
    ) async throws -> RealmRecord? {
        guard try await store.read(isWanted) else { return nil }
        // Small ones are made one at a time: each takes some milliseconds of a loop, and others want it too.
        let isSmall = body.isSmall
        if isSmall { await realmsInTheMaking.take() }
        defer { if isSmall { realmsInTheMaking.leave() } }
        // Thousands of users, or an expression for their passwords, take longer than a loop may be held up.
        let checked = await Task.detached { [log] in CheckedRealm(body, log: log) }.value
        if let problem = checked.problems.first {
            for problem in checked.problems.prefix(20) {
                log.error("realm '\(body.realm ?? "")': \(problem.sentence) (at \(problem.path.text))")
            }
            throw problem
        }
        for part in checked.droppedParts {
            log.warning("realm '\(body.realm ?? "")': left out, not implemented: \(part)")
        }
        let draft = try await Task.detached { try await RealmDraft(complete: checked.document.document, self) }.value
        return try await importRealm(draft, if: isWanted) { tx, realm in
            if realm.name != masterRealmName { try addManagementClient(of: realm, tx, self) }
            try finish(tx, realm)
        }
    }

    /// Makes a realm within a transaction of the caller's: for a start, when nobody waits.
    func writeRealm(_ draft: RealmDraft, in tx: Transaction, progress: ImportProgress? = nil) throws -> RealmRecord {
        let work = RealmImport(draft, tx, self)
        for step in work.steps() {
            try step(work)
            progress?.step(of: draft.name)
        }
        progress?.end()
        if work.realm.name != masterRealmName { try addManagementClient(of: work.realm, tx, self) }
        return work.realm
    }

    /// Writes the rows of a draft. A small one is made in one transaction; a large one is hidden until it is complete, and
    /// what goes before is removed when it fails.
    @discardableResult
    nonisolated(nonsending) func importRealm(
        _ draft: RealmDraft, if isWanted: (Transaction) throws -> Bool = { _ in true },
        finish: (Transaction, RealmRecord) throws -> Void = { _, _ in }
    ) async throws -> RealmRecord? {
        var work: RealmImport?
        var steps: Steps?
        var isHidden = false
        do {
            while true {
                let slice = TimeSlice()
                let end = try await store.write(as: .slice) { tx -> ImportEnd? in
                    if work == nil {
                        guard try isWanted(tx) else { return .unwanted }
                        let new = RealmImport(draft, tx, self)
                        (work, steps) = (new, new.steps())
                    }
                    guard let work, let steps else { return .unwanted }
                    work.tx = tx
                    while let step = steps.next() {
                        try step(work)
                        guard slice.isOver else { continue }
                        if !isHidden { try tx.hide(work.realm) }
                        tx.changes?.areHidden = true
                        return nil
                    }
                    if isHidden { try tx.reveal(work.realm) }
                    try finish(tx, work.realm)
                    return .made(work.realm)
                }
                if let end { return end.realm }
                isHidden = true
                await Task.yield()  // others of this loop, too, have their turn
            }
        } catch {
            if isHidden { try await removeHiddenRealm(draft.id) }
            throw error
        }
    }

    /// Removes a realm, and the client that stands for it in master. A large one is out of sight first.
    ///
    /// - Parameter find: the realm, looked up in the first transaction.
    nonisolated(nonsending) func removeRealm(_ find: (Transaction) throws -> RealmRecord) async throws {
        let slice = TimeSlice()
        let rest = try await store.write(as: .slice) { tx -> String? in
            let realm = try find(tx)
            if try removeRealm(realm, in: tx, within: slice) { return nil }
            try tx.hide(realm)
            return realm.id
        }
        // Thousands of rows take longer than a loop may be held up.
        if let rest { try await Task.detached { try await self.removeHiddenRealm(rest) }.value }
    }

    /// Removes a realm, and the client that stands for it in master, within a transaction of the caller's: whole where nobody
    /// waits, as at a start, else for as long as the slice lasts. Whether all of it is gone.
    @discardableResult
    func removeRealm(_ realm: RealmRecord, in tx: Transaction, within slice: TimeSlice? = nil) throws -> Bool {
        if let client = try managementClient(of: realm, tx) { try tx.delete(client) }
        return try tx.removeRealm(id: realm.id, within: slice)
    }

    /// Removes what earlier runs left of realms that were being made or removed.
    nonisolated(nonsending) func removeHiddenRealms() async throws {
        for id in try await store.read({ try $0.hiddenRealms() }) { try await removeHiddenRealm(id) }
    }

    nonisolated(nonsending) private func removeHiddenRealm(_ id: String) async throws {
        var isGone = false
        while !isGone {
            let slice = TimeSlice()
            isGone = try await store.write(as: .slice) { tx in
                tx.changes?.areHidden = true
                return try tx.removeRealm(id: id, within: slice)
            }
            await Task.yield()
        }
    }
}

extension RealmRepresentation {
    /// Whether it takes no longer than a new realm does, about.
    fileprivate var isSmall: Bool {
        ["users", "clients", "groups"].reduce(0) { $0 + (document[$1]?.array?.count ?? 0) } < 200
    }
}

/// How an import ends.
private enum ImportEnd {
    case unwanted
    case made(RealmRecord)

    var realm: RealmRecord? {
        guard case .made(let realm) = self else { return nil }
        return realm
    }
}

/// Gives a realm another name, also where its built-in clients and master's client for it have it (recording: realms 64).
func renameRealm(_ realm: RealmRecord, to name: String, in tx: Transaction) throws -> RealmRecord {
    if name == realm.name { return realm }
    if var client = try managementClient(of: realm, tx) {
        client.document.document["clientId"] = .string(name + "-realm")
        try tx.update(client)
    }
    for (clientId, path) in [
        ("account", "/realms/"), ("account-console", "/realms/"), ("security-admin-console", "/admin/"),
    ] {
        guard var client = try tx.client(clientId: clientId, in: realm.id) else { continue }
        client.document = client.document.replacing(path + realm.name + "/", with: path + name + "/")
        try tx.update(client)
    }
    var realm = realm
    realm.name = name
    try tx.update(realm)
    return realm
}

let masterRealmName = "master"

private func managementClient(of realm: RealmRecord, _ tx: Transaction) throws -> ClientRecord? {
    guard let master = try tx.realm(named: masterRealmName) else { return nil }
    return try tx.client(clientId: realm.name + "-realm", in: master.id)
}

/// The client `NAME-realm` of master, whose roles master's role `admin` is made of.
///
/// - Returns: whether it was not there.
@discardableResult
func addManagementClient(of realm: RealmRecord, _ tx: Transaction, _ idp: Services) throws -> Bool {
    guard let master = try tx.realm(named: masterRealmName) else { return false }
    if try managementClient(of: realm, tx) != nil { return false }
    let prototype = try managementClient(ofRealm: realm.name, isMaster: false)
    let work = RealmImport(into: master, tx, idp)
    let client = try work.addClient(prototype.client.document)
    let roles = prototype.roles.map(\.document)
    let ids = try roles.map { try work.addRole($0, of: .client(client.id)) }
    for role in roles { try work.addComposites(of: role, in: .client(client.id)) }
    if let admin = try tx.role(named: "admin", of: .realm(master.id)) { try tx.addComposites(ids, to: admin.id) }
    return true
}

extension ClientRepresentation {
    /// The client with another path in its base URL and redirect URIs.
    fileprivate func replacing(_ old: String, with new: String) -> ClientRepresentation {
        func replaced(_ text: String) -> String { text.hasPrefix(old) ? new + text.dropFirst(old.count) : text }
        var client = self
        client.baseUrl = self.baseUrl.map(replaced)
        client.redirectUris = self.redirectUris.map(replaced)
        return client
    }
}
