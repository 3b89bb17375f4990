import Synchronization

/// Who calls the admin API.
struct AdminCaller: Sendable {
    /// The realm of the token.
    let realmID: String
    let userID: String
    let username: String
    /// The id of the client the token was issued for.
    let clientUUID: String
    let sessionID: String?
    /// The ids of the roles that the client lets through; nil: all.
    let scope: TextSet?
    let known = KnownRoles()
}

/// What is known of a caller's roles, by the client they belong to.
final class KnownRoles: Sendable {
    let roles = Mutex<TextMap<TextSet>>([:])
}

/// Callers whose tokens were verified, for as long as nothing is written: provisioning clients read a lot with one token.
final class AdminCallers: Sendable {
    private struct Entry {
        let caller: AdminCaller
        /// Seconds since 1970.
        let expires: Int
        let commits: UInt64
    }

    private let entries = Mutex(RecentlyUsed<Entry>(limit: 512))

    func caller(_ key: String, at now: Int, _ commits: UInt64) -> AdminCaller? {
        guard let entry = entries.withLock({ $0.value(key) }), entry.commits == commits, now < entry.expires else {
            return nil
        }
        return entry.caller
    }

    func keep(_ caller: AdminCaller, as key: String, until expires: Int, _ commits: UInt64) {
        entries.withLock { $0.keep(Entry(caller: caller, expires: expires, commits: commits), as: key) }
    }
}
