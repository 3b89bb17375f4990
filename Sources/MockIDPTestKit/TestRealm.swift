internal import HTTPServer
import MockIDP

/// A realm of a running server: its addresses, and what can be had from it.
///
///     let shop = try await idp.realm("shop") { client("web", secret: "s3cret", serviceAccount: true) }
///     let app = App(issuer: shop.issuer, jwks: shop.jwksURI)
public struct TestRealm: Sendable {
    /// The name.
    public let name: String
    /// Where the discovery document is: `…/.well-known/openid-configuration`.
    public let discovery: String
    /// The discovery document.
    public let metadata: JSONDocument
    let server: MockIDPServer

    /// A realm that is there.
    init(_ name: String, of server: MockIDPServer) async throws {
        let path = "/realms/\(PercentEncoding.encode(name, in: .pathSegment))/.well-known/openid-configuration"
        self.name = name
        self.server = server
        metadata = try await server.ask("GET", path)
        discovery = (metadata["issuer"]?.string ?? "") + "/.well-known/openid-configuration"
    }

    /// The issuer, as tokens have it in `iss`.
    public var issuer: String { address("issuer") }
    /// Where the public keys are.
    public var jwksURI: String { address("jwks_uri") }
    /// Where tokens are asked for.
    public var tokenEndpoint: String { address("token_endpoint") }
    /// Where browsers are sent to log in.
    public var authorizationEndpoint: String { address("authorization_endpoint") }
    /// Where claims of the user are asked for.
    public var userinfoEndpoint: String { address("userinfo_endpoint") }
    /// Where browsers are sent to log out.
    public var endSessionEndpoint: String { address("end_session_endpoint") }
    /// Where it is asked whether a token is active.
    public var introspectionEndpoint: String { address("introspection_endpoint") }
    /// Where tokens are revoked.
    public var revocationEndpoint: String { address("revocation_endpoint") }

    private func address(_ field: String) -> String { metadata[field]?.string ?? "" }

    /// The path of the realm in the admin API, for `MockIDPServer.admin`.
    private var path: String { "/realms/" + PercentEncoding.encode(name, in: .pathSegment) }

    /// Removes the realm.
    ///
    ///     try await shop.delete()
    public func delete() async throws { try await server.admin("DELETE", path) }

    /// Gives the realm a new RSA key that it signs with from now on. Tokens signed with the old one are still good, and the
    /// old one is still published.
    ///
    ///     let kid = try await shop.rotateKeys()
    ///
    /// - Returns: the new key's `kid`.
    @discardableResult
    public func rotateKeys() async throws -> String {
        let priorities = try await server.admin("GET", path + "/keys")["keys"]?.array ?? []
        let highest = priorities.compactMap { $0["providerPriority"]?.int }.max() ?? 0
        let next = highest < .max ? highest + 1 : highest
        try await server.admin(
            "POST", path + "/components",
            [
                "name": "rsa-generated-\(next)", "providerId": "rsa-generated",
                "providerType": "org.keycloak.keys.KeyProvider",
                "config": ["priority": ["\(next)"], "algorithm": ["RS256"]],
            ])
        return try await server.admin("GET", path + "/keys")["active"]?["RS256"]?.string ?? ""
    }
}

extension MockIDPServer {
    /// A realm that is there: from a file, or made over the admin API by a program under test.
    ///
    ///     let shop = try await idp.realm("shop")
    public func realm(_ name: String) async throws -> TestRealm { try await TestRealm(name, of: self) }

    /// The issuer of a realm; its other addresses are those of `realm(_:)`.
    ///
    ///     let app = App(issuer: try await idp.issuer("shop"))
    public func issuer(_ realm: String) async throws -> String { try await self.realm(realm).issuer }

    /// Removes all realms but master, whose own clients and users stay, and forgets `requests`.
    ///
    ///     try await idp.reset()
    public func reset() async throws {
        for realm in try await admin("GET", "/realms?briefRepresentation=true").array ?? [] {
            guard let name = realm["realm"]?.string, name != "master" else { continue }
            try await admin("DELETE", "/realms/" + PercentEncoding.encode(name, in: .pathSegment))
        }
        forgetRequests()
    }
}
