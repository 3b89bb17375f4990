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
    let known: KnownRoles
}

/// What is known of the roles that a caller holds over realms, by their ids, until something that was there changes.
final class KnownRoles: Sendable {
    /// The names of roles, and whether they are those of a caller from master; nil: none, whatever the roles.
    typealias Held = (roles: TextSet, isFromMaster: Bool)?

    private let held = Mutex<TextMap<Held>>([:])
    /// The store's `alterationCount` when the caller was found.
    let alterations: UInt64

    init(_ alterations: UInt64) { self.alterations = alterations }

    /// What is known over a realm, nil when nothing is.
    func held(overRealm id: String, _ alterations: UInt64) -> Held? {
        alterations == self.alterations ? held.withLock { $0[id] } : nil
    }

    func keep(_ roles: Held, overRealm id: String, _ alterations: UInt64) {
        if alterations == self.alterations { held.withLock { $0[id] = roles } }
    }
}

/// Callers whose tokens were verified, for as long as nothing that was there changes: provisioning clients send a lot with
/// one token.
final class AdminCallers: Sendable {
    private struct Entry {
        let caller: AdminCaller
        /// Seconds since 1970.
        let expires: Int
    }

    private let entries = Mutex(RecentlyUsed<Entry>(limit: 512, longestName: 8_192))

    func caller(_ key: String, at now: Int, _ alterations: UInt64) -> AdminCaller? {
        let entry = entries.withLock { $0.value(key) }
        guard let entry, entry.caller.known.alterations == alterations, now < entry.expires else { return nil }
        return entry.caller
    }

    func keep(_ caller: AdminCaller, as key: String, until expires: Int) {
        entries.withLock { $0.keep(Entry(caller: caller, expires: expires), as: key) }
    }
}
