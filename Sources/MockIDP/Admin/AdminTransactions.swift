/// Realm, permission and transaction of a request, in Keycloak's order: 404 for the realm, then 403.
extension AdminCall {
    /// Finds the realm, checks the permission, and runs `body` in one reading transaction.
    func read<T: Sendable>(
        _ permission: Permission, _ body: @Sendable (Transaction, RealmRecord) throws -> T
    ) async throws -> T {
        try await idp.store.read { tx in
            let (realm, access) = try self.enter(tx)
            try access.require(permission)
            return try body(tx, realm)
        }
    }

    /// Finds the realm, checks the permission, and runs `body` in one writing transaction.
    func write<T: Sendable>(
        _ permission: Permission, _ body: @Sendable (Transaction, RealmRecord) throws -> T
    ) async throws -> T {
        try await idp.store.write { tx in
            let (realm, access) = try self.enter(tx)
            try access.require(permission)
            return try body(tx, realm)
        }
    }

    /// For answers that depend on the caller's other roles (`access` members, shortened views).
    func readWithAccess<T: Sendable>(
        _ permission: Permission, _ body: @Sendable (Transaction, RealmRecord, AdminAccess) throws -> T
    ) async throws -> T {
        try await idp.store.read { tx in
            let (realm, access) = try self.enter(tx)
            try access.require(permission)
            return try body(tx, realm, access)
        }
    }

    func writeWithAccess<T: Sendable>(
        _ permission: Permission, _ body: @Sendable (Transaction, RealmRecord, AdminAccess) throws -> T
    ) async throws -> T {
        try await idp.store.write { tx in
            let (realm, access) = try self.enter(tx)
            try access.require(permission)
            return try body(tx, realm, access)
        }
    }

    private func enter(_ tx: Transaction) throws -> (RealmRecord, AdminAccess) {
        guard let realm = try tx.realm(named: parameter("realm")) else { throw AdminError.realmNotFound }
        return (realm, try access(to: realm, tx))
    }

    /// The roles the caller holds over `realm`: those of `NAME-realm` for callers from master, those of
    /// `realm-management` for the realm's own; others are refused (recording: permissions).
    func access(to realm: RealmRecord, _ tx: Transaction) throws -> AdminAccess {
        let client: String
        if try callerIsFromMaster(tx) {
            client = realm.name + "-realm"
        } else if caller.realmID == realm.id {
            client = "realm-management"
        } else {
            throw AdminError.forbidden
        }
        let prefix = client + "/"
        return AdminAccess(
            held: Set(caller.roles.lazy.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }))
    }

    func callerIsFromMaster(_ tx: Transaction) throws -> Bool {
        try tx.realm(id: caller.realmID)?.name == "master"
    }
}
