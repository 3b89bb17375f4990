import Crypto
import JOSE
import JSON

/// What a client shows instead of a secret: a JWT that it signed with a key of a key store, in the form that Keycloak's kcadm
/// gives it (modelled after its AuthUtil).
struct ClientAssertion: Sendable {
    /// The signed JWT.
    let token: String
    /// When it expires, in milliseconds since 1970.
    let expires: Int

    /// In seconds.
    private static let lifetime = 600

    /// Signs an assertion for a realm's address, with the key that the options name. Asks for passwords that are missing.
    init(
        _ keystore: String, _ words: Words, clientID: String, realm url: String, _ surroundings: Surroundings
    ) throws(Failure) {
        if words["--secret"] != nil { throw .misuse("Can't use both --keystore and --secret") }
        guard let bytes = try Files.contents(of: keystore, upTo: 10 << 20) else {
            throw .failed("No such keystore file: \(keystore)")
        }
        let given = words["--storepass"] ?? surroundings.environment["KC_CLI_STORE_PASSWORD"]
        let password = try surroundings.secret("keystore password", given)
        var keyPassword = words["--keypass"] ?? surroundings.environment["KC_CLI_KEY_PASSWORD"]
        if keyPassword == nil, given == nil { keyPassword = try surroundings.secret("key password") }
        let alias = words["--alias"] ?? clientID
        let now = surroundings.milliseconds() / 1000
        let claims: JSONObject = [
            "jti": .string(Base64.urlEncode(Random.bytes(18))), "iss": .string(clientID), "sub": .string(clientID),
            "aud": .string(url), "iat": JSONValue(now), "nbf": JSONValue(now), "exp": JSONValue(now + Self.lifetime),
        ]
        token = try Self.signed(claims, alias, bytes, password, keyPassword ?? password)
        expires = surroundings.milliseconds() + Self.lifetime * 1000
    }

    private static func signed(
        _ claims: JSONObject, _ alias: String, _ store: [UInt8], _ password: String, _ keyPassword: String
    ) throws(Failure) -> String {
        let key: PrivateKey?
        do throws(CryptoError) {
            key = try KeyStore.key(alias, in: store, password: password, keyPassword: keyPassword)
        } catch { throw .failed("Failed to load private key: \(error.reason)") }
        guard let key else {
            throw .failed("Failed to load private key: Couldn't load key with alias '\(alias)' from keystore")
        }
        do throws(JOSEError) {
            let header = Array(#"{"alg":"RS256"}"#.utf8)
            let token = try JWS.sign(header: header, payload: claims.bytes, .rs256, key: .privateKey(key))
            return String(decoding: token, as: UTF8.self)
        } catch { throw .failed("The key with alias '\(alias)' is no RSA key") }
    }
}

/// The parameters of a token request that shows an assertion.
func parameters(showing assertion: String, of clientID: String) -> [(String, String)] {
    [
        ("client_id", clientID),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
    ]
}
