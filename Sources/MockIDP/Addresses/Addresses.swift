import HTTPServer

/// Under which addresses the server is known, as Keycloak's HostnameV2Provider decides it. Everything that tells an address
/// (issuer, discovery, `Location`, links) asks here.
///
/// Addresses end without a slash and never show the default port of their scheme.
struct Addresses: Sendable {
    private enum Front: Sendable {
        /// What the request asked for, as `start-dev` does.
        case request
        /// That name, with the scheme and the port that the request asked for.
        case name(String)
        case url(String)
    }

    private let front: Front
    private let adminURL: String?
    private let backchannelIsDynamic: Bool
    /// The path below which everything is served: `/auth`, or nothing.
    let relativePath: String

    init(_ settings: Settings) {
        front = settings.hostname.map { $0.includes("://") ? .url($0) : .name($0) } ?? .request
        adminURL = settings.hostnameAdmin
        backchannelIsDynamic = settings.backchannelIsDynamic
        relativePath = settings.relativePath
    }

    /// The address for browsers, and of issuers. `realmURL` is the realm's own (`frontendUrl`), which comes first.
    func frontend(_ call: Call, _ realmURL: String? = nil) -> String {
        if let realmURL { return realmURL }
        switch front {
        case .request: return asked(call)
        case .url(let url): return url
        case .name(let name):
            return scheme(call) + withoutDefaultPort(name + port(call), isTLS: call.isTLS) + relativePath
        }
    }

    /// The address for servers: discovery's token, keys, userinfo … It follows the request where the settings want that and
    /// the request did not come by the frontend's address.
    func backend(_ call: Call, _ realmURL: String? = nil) -> String {
        let frontend = frontend(call, realmURL)
        guard backchannelIsDynamic else { return frontend }
        let asked = asked(call)
        return URI(asked).origin == URI(frontend).origin ? frontend : asked
    }

    /// The address of the administration.
    func admin(_ call: Call, _ realmURL: String? = nil) -> String { adminURL ?? frontend(call, realmURL) }

    /// `scheme://host[:port]` and the relative path, as the caller sees us: what `Location` begins with where Keycloak takes
    /// the request's own address (KeycloakUriInfo).
    func asked(_ call: Call) -> String {
        scheme(call) + withoutDefaultPort(call.authority ?? "localhost", isTLS: call.isTLS) + relativePath
    }

    private func scheme(_ call: Call) -> String { call.isTLS ? "https://" : "http://" }

    /// `:8080`, or nothing.
    private func port(_ call: Call) -> String {
        call.authority.flatMap { Authority($0) }?.port.map { ":\($0)" } ?? ""
    }
}
