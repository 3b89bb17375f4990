/// A dictionary that keeps what was used lately and stays small: once `limit` entries have been used since the last time,
/// those that were not are dropped. At most twice the limit is kept, and no one entry's arrival drops all the others.
struct RecentlyUsed<Key: Hashable, Value> {
    private var recent: [Key: Value] = [:]
    private var older: [Key: Value] = [:]
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The value, which counts as used.
    mutating func value(_ key: Key) -> Value? {
        if let value = recent[key] { return value }
        guard let value = older.removeValue(forKey: key) else { return nil }
        keep(value, as: key)
        return value
    }

    mutating func keep(_ value: Value, as key: Key) {
        older[key] = nil
        recent[key] = value
        guard recent.count >= limit else { return }
        older = recent
        recent = [:]
    }

    mutating func forget(_ key: Key) {
        recent[key] = nil
        older[key] = nil
    }

    mutating func removeAll() {
        recent = [:]
        older = [:]
    }

    var count: Int { recent.count + older.count }
}
