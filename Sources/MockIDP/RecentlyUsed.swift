/// Values by names, of which those that were used lately are kept: once `limit` entries have been used since the last time,
/// those that were not are dropped. At most twice the limit is kept, and no one entry's arrival drops all the others.
struct RecentlyUsed<Value> {
    private var recent: TextMap<Value> = [:]
    private var older: TextMap<Value> = [:]
    private let limit: Int
    private let longestName: Int

    /// - Parameter longestName: how many bytes the names have at most of those that are kept.
    init(limit: Int, longestName: Int = 1024) {
        self.limit = limit
        self.longestName = longestName
    }

    /// The value, which counts as used.
    mutating func value(_ name: String) -> Value? {
        if let value = recent[name] { return value }
        guard let value = older[name] else { return nil }
        keep(value, as: name)
        return value
    }

    mutating func keep(_ value: Value, as name: String) {
        guard name.utf8.count <= longestName else { return }
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
