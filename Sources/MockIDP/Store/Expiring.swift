import SQLite
import Synchronization

/// What ends by itself: rows of these tables are void from the second in `expires` on, and swept up later. NULL never ends.
///
/// Whoever lists or counts such rows leaves out the void ones, so that no one can tell when the sweep was.
private let expiring = [
    (table: "user_session", key: "id, offline"), (table: "client_session", key: "session_id, offline, client_id"),
    (table: "revoked_token", key: "token_id"),
]

extension Transaction {
    /// Removes at most `limit` rows of each table that have expired; whether there may be more.
    func sweep(atMost limit: Int) throws -> Bool {
        var isMore = false
        for (table, key) in expiring {
            let count = try run(
                """
                DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) WHERE expires <= ? LIMIT ?)
                """, [now, limit])
            isMore = isMore || count >= limit
        }
        return isMore
    }

    /// Counts anew when the realm's user sessions end, after its lifespans changed.
    func recountSessions(in realmID: String, _ lifespans: Lifespans) throws {
        for (isOffline, isRememberMe) in [(false, false), (false, true), (true, false), (true, true)] {
            let life = SessionLife(lifespans, isOffline: isOffline, isRememberMe: isRememberMe)
            try run(
                """
                UPDATE user_session SET expires = \(Self.end) WHERE realm_id = ?3 AND offline = ?4 AND remember_me = ?5
                """, [life.idle, life.longest, realmID, isOffline, isRememberMe])
        }
        for client in try clients(in: realmID) { try recountParts(of: client, lifespans) }
    }

    /// Counts anew when a client's parts in sessions end.
    func recountParts(of client: ClientRecord, _ lifespans: Lifespans) throws {
        for isOffline in [false, true] {
            let life = SessionLife(ofClientWith: client.document.attributes, lifespans, isOffline: isOffline)
            try run(
                "UPDATE client_session SET expires = \(Self.end) WHERE client_id = ?3 AND offline = ?4",
                [life.idle, life.longest, client.id, isOffline])
        }
    }

    /// `SessionLife.end` in SQL, of the parameters 1 (idle) and 2 (longest).
    private static let end = """
        CASE WHEN ?1 IS NULL THEN started + ?2 WHEN ?2 IS NULL THEN last_access + ?1
        ELSE min(last_access + ?1, started + ?2) END
        """
}

/// When the next sweep is due; never by a clock that stands at 0.
final class SweepSchedule: Sendable {
    /// Seconds between two sweeps.
    private static let interval = 10
    /// Rows of a table that one turn removes: a few milliseconds' work.
    static let slice = 200

    private let next = Atomic<Int>(1)

    /// Whether a sweep is due at `now`, which this caller has to do.
    func isDue(at now: Int) -> Bool {
        let due = next.load(ordering: .relaxed)
        guard now >= due else { return false }
        return next.compareExchange(expected: due, desired: now + Self.interval, ordering: .relaxed).exchanged
    }
}
