/// All that a handler may ask for beyond its call: state, time, identifiers, keys, settings.
///
/// Nothing else in the identity provider reads the clock or makes an identifier, so a test that fixes these fixes all.
public final class Services: Sendable {
    let store: Store
    let time: TimeSource
    let ids: Identifiers
    let keyPool: KeyPool
    let realms: RealmCache
    let settings: Settings
    let addresses: Addresses
    let features: Features
    let serverInfo: ServerInfo
    let log: Log
    let metrics: Metrics
    let adminCallers = AdminCallers()
    let signedTokens = SignedTokens()
    /// Who makes a realm.
    let realmsInTheMaking = TurnQueue()

    init(store: Store, time: TimeSource, ids: Identifiers, keyPool: KeyPool, settings: Settings, log: Log = .silent) {
        self.store = store
        self.time = time
        self.ids = ids
        self.keyPool = keyPool
        self.settings = settings
        self.log = log
        metrics = Metrics(startedAt: time.milliseconds() / 1000)
        addresses = Addresses(settings)
        let features = Features(settings)
        self.features = features
        serverInfo = ServerInfo(features)
        realms = RealmCache(store: store)
    }

    /// Seconds since 1970.
    func now() -> Int { time.milliseconds() / 1000 }

    /// Milliseconds since 1970.
    func nowMilliseconds() -> Int { time.milliseconds() }
}
