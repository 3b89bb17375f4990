import JSON

/// The variables by which clients find a server and its administrator: those that Terraform's and Pulumi's providers read,
/// and that scripts use.
public struct ClientEnvironment: Sendable {
    /// How variables are printed.
    public enum Format: String, Sendable, CaseIterable {
        case shell, dotenv, tf, pulumi, json
    }

    /// Names and values, in the order in which they are printed.
    public let variables: [(name: String, value: String)]

    /// The variables for a server at `url`, which may end with the path below which everything is served.
    public init(url: String, httpsURL: String? = nil, managementURL: String?, _ settings: Settings) {
        let path = settings.relativePath
        let root = path.isEmpty || !url.hasSuffix(path) ? url : String(url.dropLast(path.count))
        let administrator = settings.administrator
        variables =
            [
                // The provider joins the first two (keycloak/terraform-provider-keycloak, provider.go).
                ("KEYCLOAK_URL", root), ("KEYCLOAK_BASE_PATH", path), ("KEYCLOAK_REALM", "master"),
                ("KEYCLOAK_CLIENT_ID", "admin-cli"), ("KEYCLOAK_USER", administrator.username),
                ("KEYCLOAK_PASSWORD", administrator.password), ("KEYCLOAK_VERSION", Keycloak.version),
                ("MOCKIDP_URL", url), ("MOCKIDP_HTTPS_URL", httpsURL ?? ""),
                ("MOCKIDP_MANAGEMENT_URL", managementURL ?? ""),
            ].filter { !$0.1.isEmpty } + Self.trust(settings)
    }

    /// Where TLS clients look for the authorities they trust, when a certificate was made.
    private static func trust(_ settings: Settings) -> [(name: String, value: String)] {
        guard settings.makesCertificate, let file = settings.tlsAuthorityFile.map(Files.absolute) else { return [] }
        return ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"].map { ($0, file) }
    }

    /// The variables as text, without a newline at the end.
    public func text(_ format: Format) -> String {
        switch format {
        case .shell: lines(variables) { "export \($0)=\(quoted($1))" }
        case .dotenv: lines(variables) { "\($0)=\($1.utf8.allSatisfy(isPlain) ? $1 : quoted($1))" }
        case .tf: lines(providers) { "export \($0)=\(quoted($1))" }
        case .pulumi:
            lines(providers.filter { $0.name != "KEYCLOAK_VERSION" }) { name, value in
                let secret = name == "KEYCLOAK_PASSWORD" ? " --secret" : ""
                return "pulumi config set\(secret) keycloak:\(camelCase(name)) \(quoted(value))"
            }
        case .json:
            JSONValue.object(JSONObject(variables.map { ($0.name, JSONValue.string($0.value)) })).write(pretty: true)
        }
    }

    /// Those that Terraform's provider reads.
    private var providers: [(name: String, value: String)] { variables.filter { $0.name.hasPrefix("KEYCLOAK_") } }

    private func lines(_ variables: [(name: String, value: String)], _ line: (String, String) -> String) -> String {
        variables.map { line($0.name, $0.value) }.joined(separator: "\n")
    }

    /// Whether neither a shell nor a reader of such files takes the letter for anything else.
    private func isPlain(_ letter: UInt8) -> Bool {
        (0x30...0x39).contains(letter) || (0x61...0x7a).contains(letter | 0x20) || "-_./:@%+,=".utf8.contains(letter)
    }

    /// In single quotes, where a shell takes nothing for anything else.
    private func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// `clientId` for `KEYCLOAK_CLIENT_ID`; Pulumi calls the user's name `username`.
    private func camelCase(_ name: String) -> String {
        if name == "KEYCLOAK_USER" { return "username" }
        let words = name.dropFirst("KEYCLOAK_".count).lowercased().split(separator: "_")
        return (words.first.map(String.init) ?? "")
            + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
