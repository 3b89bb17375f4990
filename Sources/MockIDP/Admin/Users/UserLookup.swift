import JSON

extension AdminCall {
    /// The user the path names; one who may not even search users is told nothing about who there is.
    func user(
        _ tx: Transaction, _ realm: RealmRecord, _ access: AdminAccess, _ permission: Permission
    ) throws -> UserRecord {
        guard let user = try tx.user(id: parameter("id"), in: realm.id) else {
            throw access.allows(.queryUsers) ? AdminError.userNotFound : AdminError.forbidden
        }
        try access.require(permission)
        return user
    }

    /// Reads something of the user the path names.
    nonisolated(nonsending) func readUser<T: Sendable>(
        _ permission: Permission = .viewUsers, _ body: (Transaction, RealmRecord, UserRecord) throws -> T
    ) async throws -> T {
        try await readWithAccess { tx, realm, access in
            try body(tx, realm, user(tx, realm, access, permission))
        }
    }

    /// Changes something of the user the path names.
    nonisolated(nonsending) func writeUser<T: Sendable>(
        _ permission: Permission = .manageUsers, _ body: (Transaction, RealmRecord, UserRecord) throws -> T
    ) async throws -> T {
        try await writeWithAccess { tx, realm, access in
            try body(tx, realm, user(tx, realm, access, permission))
        }
    }
}
