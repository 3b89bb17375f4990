import Synchronization

/// Counts the commits that changed a realm's configuration, so that what was compiled from it can be kept until then.
final class RealmVersions: Sendable {
    private let counter = Atomic<UInt64>(1)
    private let commits = Atomic<UInt64>(0)
    private let versions = Mutex<TextMap<UInt64>>([:])

    var generation: UInt64 { counter.load(ordering: .acquiring) }

    /// How many writing transactions have committed, whatever they changed.
    var commitCount: UInt64 { commits.load(ordering: .acquiring) }

    /// The generation of the realm's last change; 1 for a realm that has not changed since the store was opened.
    func version(ofRealm id: String) -> UInt64 { versions.withLock { $0[id] ?? 1 } }

    /// Notes a commit that changed the configuration of these realms.
    func bump(_ realms: Set<String>) {
        commits.add(1, ordering: .releasing)
        if realms.isEmpty { return }
        versions.withLock { versions in
            let next = counter.load(ordering: .relaxed) + 1
            for id in realms { versions[id] = next }
            counter.store(next, ordering: .releasing)
        }
    }
}
