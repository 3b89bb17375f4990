import Crypto
import HTTPServer
import JSON

/// The server that a command talks to: where it is, and whose certificates are trusted there.
struct KeycloakServer: Sendable {
    let url: String
    private let client: HTTPClient
    private let trust: TLSContext?

    /// Long enough for a server that takes a large realm.
    private static let patience = Duration.seconds(300)

    init(
        _ url: String, _ words: Words, _ configuration: Configuration, _ surroundings: Surroundings
    ) throws(Failure) {
        self.url = url
        client = surroundings.client
        guard url.hasPrefix("https:") else {
            trust = nil
            return
        }
        do throws(CryptoError) {
            if words.has("--insecure") {
                for line in Self.insecure { surroundings.complain(line) }
                trust = try TLSContext.clientTrustingEverybody()
                return
            }
        } catch { throw .failed("Failed setting up TLS: \(error)") }
        let java = surroundings.javaProperties
        let told = words["--truststore"] ?? configuration.truststore
        guard let store = told ?? java["javax.net.ssl.trustStore"] else {
            trust = nil
            return
        }
        // Java reads the certificates of a store whose password it is not told.
        let ofJava = told == nil ? java["javax.net.ssl.trustStorePassword"] ?? "" : nil
        let kept = words["--truststore"] == nil ? configuration.trustpass : nil
        let ofEnvironment = surroundings.environment["KC_CLI_TRUSTSTORE_PASSWORD"]
        trust = try Self.context(of: store, words["--trustpass"] ?? ofJava ?? kept ?? ofEnvironment, surroundings)
    }

    private static let insecure = [
        "The server is configured to use TLS but there is no truststore specified.",
        "The tool will skip certificate validation. This is highly discouraged for production use cases",
    ]

    private static func context(
        of path: String, _ password: String?, _ surroundings: Surroundings
    ) throws(Failure) -> TLSContext {
        guard let bytes = try Files.contents(of: path, upTo: 10 << 20) else {
            throw .failed("Truststore file not found: \(path)")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(CryptoError) {
            if PEM.blocks(in: text).contains(where: { $0.label == "CERTIFICATE" }) {
                return try TLSContext(clientTrusting: text)
            }
        } catch { throw .failed("Failed to load truststore: \(path): \(error)") }
        let password = try surroundings.secret("truststore password", password)
        do throws(CryptoError) {
            let store = try KeyStore(bytes, password: password)
            let certificates = (store.trusted + store.chain).map(\.pem)
            return try TLSContext(clientTrusting: certificates.joined(separator: "\n"))
        } catch { throw .failed("Failed to load truststore: \(path): \(error)") }
    }

    /// Sends one request and waits for its answer.
    func send(
        _ method: HTTPMethod, _ url: String, _ headers: [(String, String)], _ body: [UInt8]
    ) async throws(HTTPClientError) -> HTTPResponse {
        try await client.request(
            method, normalized(url), headers: headers, body: body, timeout: Self.patience,
            maxBytes: Files.longestDocument,
            trust: trust)
    }

    /// Asks the token endpoint of a realm.
    func token(
        realm: String, _ form: [(String, String)], client: (id: String, secret: String)? = nil
    ) async throws(Failure) -> JSONValue {
        var headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
        if let client {
            // RFC 6749 section 2.3.1: both are encoded before they are joined.
            let pair = [client.id, client.secret].map(formEncoded).joined(separator: ":")
            headers.append(("Authorization", "Basic " + Base64.encode(Array(pair.utf8))))
        }
        let body = form.map { $0.0 + "=" + formEncoded($0.1) }.joined(separator: "&")
        let address = "\(url)/realms/\(pathEncoded(realm))/protocol/openid-connect/token"
        let answer: HTTPResponse
        do throws(HTTPClientError) { answer = try await send(.post, address, headers, Array(body.utf8)) } catch {
            throw .failed("Failed to send request - \(error)")
        }
        if (301...303).contains(answer.status) {
            throw .failed(
                "Request was unsuccessful as the server responded with a redirect to "
                    + "\(answer.headers["Location"] ?? "UNKNOWN") - please check that your server URL is correct.")
        }
        guard (200..<300).contains(answer.status), let json = try? JSONReader.read(answer.body) else {
            throw .failed(answer.complaint ?? "\(answer.status) \(answer.reason)")
        }
        return json
    }
}

extension HTTPResponse {
    /// Fails as Keycloak's kcadm does when the status is none of success.
    func checked(_ url: String) throws(Failure) {
        if (200..<300).contains(status) { return }
        if status == 404 { throw .failed("Resource not found for url: \(url)") }
        throw .failed(complaint ?? "HTTP error - \(status) \(reason)")
    }

    /// What the server says is wrong.
    fileprivate var complaint: String? {
        let document = try? JSONReader.read(body)
        if let message = document?["errorMessage"]?.string { return message }
        guard let error = document?["error"]?.string else { return nil }
        // Keycloak's kcadm prints the absent description too.
        return "\(document?["error_description"]?.string ?? "null") [\(error)]"
    }
}

/// The address as Apache's HTTP client, which Keycloak's kcadm uses, sends it: without a path's empty segments, which a
/// `--server` with a slash at its end makes, and which Keycloak refuses (URIUtils.rewriteURI).
private func normalized(_ url: String) -> String {
    let uri = URI(url)
    guard let origin = uri.origin else { return url }
    let segments = uri.path.split(separator: "/").map { "/" + $0 }.joined()
    return origin + segments + (uri.path.hasSuffix("/") ? "/" : "") + (uri.query.map { "?" + $0 } ?? "")
}
