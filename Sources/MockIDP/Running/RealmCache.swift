import Synchronization

/// The realms compiled so far, by name: what a token or a discovery document needs, read from the store once and kept
/// until the realm's version changes.
final class RealmCache: Sendable {
    private struct Entry {
        let realm: RunningRealm
        /// The store's generation at which this entry was last known to be current.
        var generation: UInt64
    }

    private let store: Store
    private let entries = Mutex<TextMap<Entry>>([:])

    init(store: Store) {
        self.store = store
        store.whenRealmIsRemoved { [weak self] id in self?.forget(id) }
    }

    /// How many are kept.
    var count: Int { entries.withLock { $0.count } }

    /// Drops what a removed realm has left.
    private func forget(_ id: String) {
        entries.withLock { entries in
            for (name, entry) in entries where entry.realm.id == id { entries[name] = nil }
        }
    }

    /// The realm of that name as it is now, or nil.
    func realm(named name: String) async throws -> RunningRealm? {
        let generation = store.generation
        let known = entries.withLock { $0[name] }
        if let known {
            if known.generation == generation { return known.realm }
            if known.realm.version == store.version(ofRealm: known.realm.id), known.realm.version != 0 {
                entries.withLock { $0[name]?.generation = generation }
                return known.realm
            }
        }
        return try await load(name, generation, previous: known?.realm)
    }

    /// The realm with that id, if it has been compiled; its name is looked up otherwise.
    func realm(id: String) async throws -> RunningRealm? {
        if let name = entries.withLock({ $0.first { $0.value.realm.id == id }?.key }),
            let realm = try await realm(named: name), realm.id == id
        {
            return realm
        }
        guard let name = try await store.read({ try $0.realm(id: id)?.name }) else { return nil }
        return try await realm(named: name)
    }

    private func load(_ name: String, _ generation: UInt64, previous: RunningRealm?) async throws -> RunningRealm? {
        let realm = try await store.read { tx -> RunningRealm? in
            guard let record = try tx.realm(named: name) else { return nil }
            // What is read may be older than a change that was committed meanwhile, never older than `generation`.
            let version = min(store.version(ofRealm: record.id), generation)
            return try RunningRealm(record, version: version, keysOf: previous, tx)
        }
        entries.withLock { entries in
            // One that was changed or removed while it was read must not stay: a removal is told only once.
            if let realm, realm.version == store.version(ofRealm: realm.id) {
                entries[name] = Entry(realm: realm, generation: generation)
            } else if entries[name]?.realm.version == previous?.version {
                entries[name] = nil
            }
        }
        return realm
    }
}
