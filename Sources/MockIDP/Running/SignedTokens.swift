import JSON
import Synchronization

/// The claims of tokens whose signatures were found right: gateways ask about one token again and again.
///
/// A signature is right for as long as the realm's keys are what they were. Everything else about a token, its issuer, its
/// times and its session, is looked at each time.
final class SignedTokens: Sendable {
    private struct Entry {
        let claims: JSONObject
        let version: UInt64
    }

    private let entries = Mutex(RecentlyUsed<Entry>(limit: 256, longestName: 8_192))

    /// What the token says, or nil unless `verify` finds that its signature is right.
    func claims(_ text: String, in realm: RunningRealm, verify: () -> JSONObject?) -> JSONObject? {
        let key = realm.id + " " + text
        if let known = entries.withLock({ $0.value(key) }), known.version == realm.version { return known.claims }
        guard let claims = verify() else { return nil }
        entries.withLock { $0.keep(Entry(claims: claims, version: realm.version), as: key) }
        return claims
    }
}
