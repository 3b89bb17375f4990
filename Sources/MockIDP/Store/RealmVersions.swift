import Synchronization

/// Counts the commits that changed a realm's configuration, so that what was compiled from it can be kept until then.
final class RealmVersions: Sendable {
    private let counter = Atomic<UInt64>(1)
    private let alterations = Atomic<UInt64>(0)
    private struct Version {
        let made: UInt64
        var changed: UInt64
    }

    private let versions: Mutex<TextMap<Version>>

    /// - Parameter realms: the ids of the realms that are there when the store is opened.
    init(_ realms: [String] = []) {
        let first = Version(made: 1, changed: 1)
        var versions: TextMap<Version> = [:]
        for id in realms { versions[id] = first }
        self.versions = Mutex(versions)
    }

    var generation: UInt64 { counter.load(ordering: .acquiring) }

    /// How many writing transactions have changed something that was there before, whatever it was.
    var alterationCount: UInt64 { alterations.load(ordering: .acquiring) }

    /// The generation of the realm's last change; 1 for a realm that has not changed since the store was opened, 0 for one
    /// that is not there.
    func version(ofRealm id: String) -> UInt64 { versions.withLock { $0[id]?.changed ?? 0 } }

    /// Whether the realm that had that version is there still: neither removed nor removed and made anew with its id.
    func isThere(_ id: String, since version: UInt64) -> Bool {
        versions.withLock { versions in versions[id].map { $0.made <= version } ?? false }
    }

    /// Notes a commit.
    func bump(_ changes: Changes) {
        if !changes.areAdditions || !changes.realms.isEmpty { alterations.add(1, ordering: .releasing) }
        if changes.realms.isEmpty { return }
        versions.withLock { versions in
            let next = counter.load(ordering: .relaxed) + 1
            for id in changes.realms {
                let made = changes.removed.contains(id) ? nil : versions[id]?.made
                versions[id] = Version(made: made ?? next, changed: next)
            }
            for id in changes.removed where !changes.made.contains(id) { versions[id] = nil }
            counter.store(next, ordering: .releasing)
        }
    }
}
