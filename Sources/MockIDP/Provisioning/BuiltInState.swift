/// The state that a new server starts from: the tables and the master realm with its administrator admin:admin.
///
/// Making it takes ten milliseconds, more than all the rest of a start. So it is made once, by `mockidp state`, and the
/// database's image is part of the binary; everything in it is public, its keys and ids too, as the log says.
enum BuiltInState {
    /// The image, made anew: the same bytes each time, but for what the SQLite library adds.
    static func make() async throws -> [UInt8] {
        let services = Services(
            store: try Store(), time: TimeSource { 1_793_491_200_000 }, ids: Identifiers(seed: "mockidp"),
            keyPool: KeyPool(), settings: Settings())
        try await services.makeMaster()
        return try await services.store.image()
    }
}
