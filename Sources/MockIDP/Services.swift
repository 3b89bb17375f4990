import Crypto
import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

/// Where time comes from.
public struct TimeSource: Sendable {
    /// Milliseconds since 1970.
    package let milliseconds: @Sendable () -> Int

    /// A source that answers what `milliseconds` answers (milliseconds since 1970).
    public init(_ milliseconds: @escaping @Sendable () -> Int) { self.milliseconds = milliseconds }

    /// A clock that never started.
    static let none = TimeSource { 0 }

    /// The machine's clock.
    public static let system = TimeSource {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

/// How long a transaction may go on before others have their turn. It is the machine's own time, whatever the clock says.
struct TimeSlice {
    private let end = TimeSlice.nanoseconds() + 10_000_000

    var isOver: Bool { TimeSlice.nanoseconds() >= end }

    private static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Makes every identifier and secret, in the shapes Keycloak 26.7.3 makes them.
public struct Identifiers: Sendable {
    private let random: @Sendable (Int) -> [UInt8]

    /// Identifiers from a source of random bytes.
    public init(random: @escaping @Sendable (Int) -> [UInt8] = { Random.bytes($0) }) { self.random = random }

    /// A version 4 UUID, lower case: the id of a realm, client, user, role …
    func uuid() -> String {
        var bytes = random(16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return Self.hyphenated(bytes)
    }

    /// A token's `jti`: 16 random bytes written as a UUID without version bits (recording: client_credentials).
    func tokenID() -> String { Self.hyphenated(random(16)) }

    /// A user session's id: 24 characters of base64url (recording: password_grant).
    func sessionID() -> String { Base64.urlEncode(random(18)) }

    /// A client secret: 86 letters and digits (recording: seed_client).
    func secret() -> String { text(86) }

    /// `length` letters and digits.
    func text(_ length: Int) -> String {
        var text = ""
        text.reserveCapacity(length)
        while text.utf8.count < length {
            // 248 is the largest multiple of 62 in a byte: larger values would favour some letters.
            for byte in random(length) where byte < 248 && text.utf8.count < length {
                text.unicodeScalars.append(Unicode.Scalar(Self.letters[Int(byte % 62)]))
            }
        }
        return text
    }

    func bytes(_ count: Int) -> [UInt8] { random(count) }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let hex = Array("0123456789abcdef".utf8)

    private static func hyphenated(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 36) { text in
            var at = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[at] = UInt8(ascii: "-")
                    at += 1
                }
                text[at] = hex[Int(byte >> 4)]
                text[at + 1] = hex[Int(byte & 15)]
                at += 2
            }
            return 36
        }
    }
}
