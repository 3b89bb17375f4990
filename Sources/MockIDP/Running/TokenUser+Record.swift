extension TokenUser {
    /// Reads from the store in one go what tokens say of a user.
    init(_ record: UserRecord, in realm: RunningRealm, _ tx: Transaction) throws {
        let document = record.document
        self.init(id: record.id, username: record.username)
        email = document.email
        isEmailVerified = document.emailVerified
        firstName = document.firstName
        lastName = document.lastName
        attributes = document.attributes ?? [:]
        let memberships = try TokenGroups(ofUser: record.id, tx)
        groups = memberships.groups.sorted { $0.path < $1.path }
        let held = try tx.roleIDs(heldBy: .user(record.id)) + memberships.roleIDs
        roles = try realm.roles(in: held, tx)
        notBefore = document.notBefore
    }
}
