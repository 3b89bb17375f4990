/// Values by names, of which those that were used lately are kept: once `limit` entries have been used since the last time,
/// those that were not are dropped. At most twice the limit is kept, and no one entry's arrival drops all the others.
struct RecentlyUsed<Value> {
    private var recent: TextMap<Value> = [:]
    private var older: TextMap<Value> = [:]
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The value, which counts as used.
    mutating func value(_ name: String) -> Value? {
        if let value = recent[name] { return value }
        guard let value = older[name] else { return nil }
        keep(value, as: name)
        return value
    }

    mutating func keep(_ value: Value, as name: String) {
        older[name] = nil
        recent[name] = value
        guard recent.count >= limit else { return }
        older = recent
        recent = [:]
    }

    mutating func forget(_ name: String) {
        recent[name] = nil
        older[name] = nil
    }

    mutating func removeAll() {
        recent = [:]
        older = [:]
    }

    var count: Int { recent.count + older.count }
}
