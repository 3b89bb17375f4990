/// Realm, permission and transaction of a request, in Keycloak's order: 404 for the realm, then 403.
extension AdminCall {
    /// Refuses who lacks the permission.
    nonisolated(nonsending) func require(_ permission: Permission) async throws {
        try await read(permission) { _, _ in }
    }

    /// Finds the realm, checks the permission, and runs `body` in one reading transaction.
    nonisolated(nonsending) func read<T: Sendable>(
        _ permission: Permission, _ body: (Transaction, RealmRecord) throws -> T
    ) async throws -> T {
        try await readWithAccess(permission) { tx, realm, _ in try body(tx, realm) }
    }

    /// Finds the realm, checks the permission, and runs `body` in one writing transaction.
    nonisolated(nonsending) func write<T: Sendable>(
        _ permission: Permission, _ body: (Transaction, RealmRecord) throws -> T
    ) async throws -> T {
        try await writeWithAccess(permission) { tx, realm, _ in try body(tx, realm) }
    }

    /// For answers that depend on which roles the caller holds (`access` members, shortened views, 403 before 404).
    nonisolated(nonsending) func readWithAccess<T: Sendable>(
        _ permission: Permission? = nil, _ body: (Transaction, RealmRecord, AdminAccess) throws -> T
    ) async throws -> T {
        try await idp.store.read { tx in
            let (realm, access) = try self.enter(tx, permission)
            return try body(tx, realm, access)
        }
    }

    nonisolated(nonsending) func writeWithAccess<T: Sendable>(
        _ permission: Permission? = nil, _ body: (Transaction, RealmRecord, AdminAccess) throws -> T
    ) async throws -> T {
        try await idp.store.write { tx in
            let (realm, access) = try self.enter(tx, permission)
            return try body(tx, realm, access)
        }
    }

    /// Runs a change of users, whose values may have to match expressions.
    @discardableResult
    nonisolated(nonsending) func matching<T: Sendable>(
        _ body: nonisolated(nonsending) (Expressions) async throws -> T
    ) async throws -> T {
        try await Expressions(log: idp.log).settled(body)
    }

    /// The realm of the path, when the caller has the permission over it.
    func realm(_ tx: Transaction, _ permission: Permission) throws -> RealmRecord { try enter(tx, permission).0 }

    private func enter(_ tx: Transaction, _ permission: Permission?) throws -> (RealmRecord, AdminAccess) {
        guard let realm = try tx.realm(named: parameter("realm")) else { throw AdminError.realmNotFound }
        guard let access = try access(to: realm, tx) else { throw AdminError.forbidden }
        if let permission { try access.require(permission) }
        return (realm, access)
    }

    /// The roles the caller holds over `realm`: those of `NAME-realm` for callers from master, those of
    /// `realm-management` for the realm's own; nil for callers from any other realm (recording: permissions).
    func access(to realm: RealmRecord, _ tx: Transaction) throws -> AdminAccess? {
        try access(toRealm: realm.id, named: realm.name, tx)
    }

    func access(toRealm id: String, named name: String, _ tx: Transaction) throws -> AdminAccess? {
        let alterations = idp.store.alterationCount
        if let known = caller.known.held(overRealm: id, alterations) { return known.map(access) }
        let held = try held(overRealm: id, named: name, tx)
        // What a writing transaction sees may not come to pass.
        if !tx.isWriting { caller.known.keep(held, overRealm: id, alterations) }
        return held.map(access)
    }

    private func access(_ roles: TextSet, _ isFromMaster: Bool) -> AdminAccess {
        AdminAccess(held: roles, caller: caller, callerIsFromMaster: isFromMaster)
    }

    private func held(overRealm id: String, named name: String, _ tx: Transaction) throws -> KnownRoles.Held {
        let isFromMaster = try callerIsFromMaster(tx)
        guard isFromMaster || caller.realmID == id else { return nil }
        let client = try tx.clientID(of: isFromMaster ? name + "-realm" : "realm-management", in: caller.realmID)
        return (try client.map { try caller.roles(ofClient: $0, tx) } ?? [], isFromMaster)
    }

    func callerIsFromMaster(_ tx: Transaction) throws -> Bool {
        try tx.realmID(named: "master") == caller.realmID
    }
}
