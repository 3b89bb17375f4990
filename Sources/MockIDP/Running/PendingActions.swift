import JSON

/// What a user has to do before tokens are given out: a password grant, which cannot ask for it, is refused.
struct PendingActions: Sendable {
    private let enabled: TextSet
    private let profile: UserProfile

    /// What a realm asks of its users.
    init(in realm: RealmRecord, _ tx: Transaction) throws {
        enabled = TextSet(try tx.requiredActions(in: realm.id).filter(\.document.enabled).map(\.alias))
        profile = try UserProfile(of: realm, tx)
    }

    /// The user's required actions that the realm has enabled, and `VERIFY_PROFILE` when the profile is not complete.
    func of(_ user: UserRecord) -> [String] {
        var pending = user.document.requiredActions.filter { enabled.contains($0) }
        if enabled.contains("VERIFY_PROFILE"), !pending.contains("VERIFY_PROFILE"), !profile.isComplete(user) {
            pending.append("VERIFY_PROFILE")
        }
        return pending
    }
}

extension UserProfile {
    /// Whether every attribute that users must give has a value (recording: password_grant 44).
    func isComplete(_ user: UserRecord) -> Bool {
        let values = Self.values(of: user)
        return attributes.allSatisfy { attribute in
            guard attribute.isRequiredOfUsers else { return true }
            return values[attribute.name]?.contains { !$0.isEmpty } ?? false
        }
    }
}

extension ProfileAttribute {
    /// Whether a user must give a value whatever scopes are asked for.
    fileprivate var isRequiredOfUsers: Bool {
        guard let required = document["required"]?.object else { return false }
        let roles = required["roles"]?.array ?? []
        let scopes = required["scopes"]?.array ?? []
        return roles.isEmpty ? scopes.isEmpty : roles.contains(.string("user"))
    }
}
