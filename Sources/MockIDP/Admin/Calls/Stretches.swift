import JSON

extension JSONObject {
    /// The `id` of what is shown.
    var shownID: String { self["id"]?.string ?? "" }
}

extension AdminCall {
    /// A page of a list that may be long, read some hundred a turn at the store: others have theirs in between.
    ///
    /// What comes or goes meanwhile may be missed; nothing is found twice, by its `id`.
    ///
    /// - Parameter read: reads so many from there on, each time with the caller's permission.
    nonisolated(nonsending) func inStretches<T: Sendable>(
        _ page: (first: Int?, max: Int?), of length: Int, id: (T) -> String,
        _ read: nonisolated(nonsending) (_ first: Int, _ max: Int) async throws -> [T]
    ) async throws -> [T] {
        var all: [T] = []
        var known: TextSet = []
        var (first, left) = (page.first ?? 0, page.max ?? .max)
        while true {
            let wanted = min(length, left)
            let part = try await read(first, wanted)
            all += part.filter { known.insert(id($0)).inserted }
            first += part.count
            left -= part.count
            if part.count < length || left == 0 { return all }
            await Task.yield()
        }
    }
}
