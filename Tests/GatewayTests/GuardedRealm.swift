import Crypto
import Foundation
import JSON
import MockIDP
import MockIDPTestKit

/// A realm with a client and a user, whose signing key is the test's own.
struct GuardedRealm {
    static let audience = "ai-service"

    let issuer: String
    let port: Int
    /// The key that the realm signs with.
    let key: PrivateKey
    /// The public key as the realm tells it, in PEM.
    let publicKeyPEM: String
    private let realm: TestRealm

    init(_ name: String, of idp: MockIDPServer) async throws {
        realm = try await idp.realm(name) {
            client("ai-service-client-id", secret: "s3cret", serviceAccount: true, audience: [Self.audience])
            user("alice", password: "wonderland")
        }
        issuer = realm.issuer
        port = idp.port
        key = try PrivateKey.generate(.rsa(bits: 2048))
        try await idp.admin(
            "POST", "/realms/\(name)/components",
            [
                "name": "the test's key", "providerId": "rsa", "providerType": "org.keycloak.keys.KeyProvider",
                "config": ["privateKey": ["\(key.pem)"], "algorithm": ["RS256"], "priority": ["200"]],
            ])
        let publicKey = try await Web.get(issuer).json["public_key"]?.string ?? ""
        publicKeyPEM = try PublicKey(der: Base64.decode(publicKey) ?? []).pem
    }

    /// A token of the client for itself.
    func clientToken() async throws -> String {
        try await realm.token(client: "ai-service-client-id", secret: "s3cret").accessToken
    }

    /// A token of the client for the user.
    func userToken() async throws -> String {
        try await realm.token(
            client: "ai-service-client-id", secret: "s3cret", user: "alice", password: "wonderland"
        ).accessToken
    }
}
