import Embedded

/// The files of `Sources/Embedded/data`, which are part of the binary: their bytes are where the linker put them.
enum BuiltIn {
    /// What a realm holds when it is new, as an import file; `${realm}` stands for its name.
    static var freshRealm: UnsafeBufferPointer<UInt8> { embedded_fresh_realm().buffer }
    /// What the master realm has more or otherwise.
    static var masterRealm: UnsafeBufferPointer<UInt8> { embedded_master_realm().buffer }
    /// The user profile of a realm that nobody configured (`GET users/profile`).
    static var userProfile: UnsafeBufferPointer<UInt8> { embedded_user_profile().buffer }
    /// The event types that are kept where a realm doesn't choose (`GET events/config`), as an array of names.
    static var eventTypes: UnsafeBufferPointer<UInt8> { embedded_event_types().buffer }
    /// The client profiles that every realm has (`GET client-policies/profiles?include-global-profiles=true`).
    static var clientPolicyProfiles: UnsafeBufferPointer<UInt8> { embedded_client_policy_profiles().buffer }
    /// What `GET serverinfo` answers, without what changes while the server runs, without help texts and with empty
    /// `componentTypes`.
    static var serverInfo: UnsafeBufferPointer<UInt8> { embedded_serverinfo().buffer }
    /// The providers of `componentTypes`: a type, a tab and a JSON array on each line.
    static var componentTypes: UnsafeBufferPointer<UInt8> { embedded_component_types().buffer }
    /// The discovery document of a realm; `${issuer}` stands for its address for browsers,
    /// `${backend}` for that for servers.
    static var discovery: UnsafeBufferPointer<UInt8> { embedded_discovery().buffer }
    /// The endpoints that Keycloak has: a method and a path on each line.
    static var endpoints: UnsafeBufferPointer<UInt8> { embedded_endpoints().buffer }
    /// Keycloak's options and what becomes of them here (`KeycloakOption`).
    static var keycloakOptions: UnsafeBufferPointer<UInt8> { embedded_keycloak_options().buffer }
    /// The image of the database that a new server starts from (`BuiltInState`).
    static var state: UnsafeBufferPointer<UInt8> { embedded_state().buffer }
    /// The page that a client's script asks whether the session has changed.
    static var sessionIframe: UnsafeBufferPointer<UInt8> { embedded_session_iframe().buffer }
    /// The pages that find out whether the browser keeps cookies of a frame.
    static var thirdPartyCookies1: UnsafeBufferPointer<UInt8> { embedded_third_party_cookies_1().buffer }
    /// The second of these pages.
    static var thirdPartyCookies2: UnsafeBufferPointer<UInt8> { embedded_third_party_cookies_2().buffer }

    /// RSA keys of 2048 bits: the two primes of each, 128 bytes long, one after the other (`scripts/keys`). Everybody has
    /// them, so they are good for tests only.
    static var rsaPrimes: UnsafeBufferPointer<UInt8> { embedded_rsa_primes().buffer }
}

extension EmbeddedFile {
    fileprivate var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: Int(count)) }
}
