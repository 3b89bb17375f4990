import Crypto
import Foundation
import JSON

/// A realm made over the admin API, with a client and a user, whose signing key is the test's own.
struct GuardedRealm {
    static let audience = "ai-service"

    let name: String
    let issuer: String
    let port: Int
    /// The key that the realm signs with.
    let key: PrivateKey
    /// The public key as the realm tells it, in PEM.
    let publicKeyPEM: String
    private let clientSecret: String

    init(_ name: String, at server: String) async throws {
        self.name = name
        issuer = "\(server)/realms/\(name)"
        port = URL(string: server)?.port ?? 80
        key = try PrivateKey.generate(.rsa(bits: 2048))

        let admin = try await Admin(server)
        try await admin.post("", ["realm": .string(name), "enabled": true])
        try await Self.give(key, to: name, admin)
        clientSecret = try await Self.makeClient(in: name, admin)
        try await Self.makeUser(in: name, admin)

        let publicKey = try await Web.get(issuer).json["public_key"]?.string ?? ""
        publicKeyPEM = try PublicKey(der: Base64.decode(publicKey) ?? []).pem
    }

    /// A token of the client for itself, or for the user.
    func token(_ grant: String) async throws -> String {
        let answer = try await Web.form(
            "\(issuer)/protocol/openid-connect/token",
            "grant_type=\(grant)&client_id=ai-service-client-id&client_secret=\(clientSecret)"
                + "&username=alice&password=wonderland")
        guard let token = answer.json["access_token"]?.string else { throw UnexpectedAnswer(answer) }
        return token
    }

    private static func give(_ key: PrivateKey, to realm: String, _ admin: Admin) async throws {
        let id = try await admin.get("/\(realm)")["id"] ?? nil
        try await admin.post(
            "/\(realm)/components",
            [
                "name": "the test's key", "providerId": "rsa", "providerType": "org.keycloak.keys.KeyProvider",
                "parentId": id,
                "config": [
                    "privateKey": [.string(key.pem)], "algorithm": ["RS256"],
                    "priority": ["200"], "enabled": ["true"], "active": ["true"],
                ],
            ])
    }

    /// Makes the client and returns its generated secret.
    private static func makeClient(in realm: String, _ admin: Admin) async throws -> String {
        let location = try await admin.post(
            "/\(realm)/clients",
            [
                "clientId": "ai-service-client-id", "directAccessGrantsEnabled": true, "serviceAccountsEnabled": true,
                "protocolMappers": [
                    [
                        "name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                        "config": ["included.custom.audience": .string(audience), "access.token.claim": "true"],
                    ]
                ],
            ])
        let id = location.split(separator: "/").last ?? ""
        return try await admin.get("/\(realm)/clients/\(id)/client-secret")["value"]?.string ?? ""
    }

    private static func makeUser(in realm: String, _ admin: Admin) async throws {
        try await admin.post(
            "/\(realm)/users",
            [
                "username": "alice", "enabled": true, "email": "alice@example.com", "emailVerified": true,
                "firstName": "Alice", "lastName": "Example",
                "credentials": [["type": "password", "value": "wonderland", "temporary": false]],
            ])
    }
}

/// The admin API, as the administrator of the master realm.
private struct Admin {
    private let realms: String
    private let token: String

    init(_ server: String) async throws {
        realms = "\(server)/admin/realms"
        let answer = try await Web.form(
            "\(server)/realms/master/protocol/openid-connect/token",
            "grant_type=password&client_id=admin-cli&username=admin&password=admin")
        guard let token = answer.json["access_token"]?.string else { throw UnexpectedAnswer(answer) }
        self.token = token
    }

    func get(_ path: String) async throws -> JSONValue { try await Web.get(realms + path, token: token).json }

    /// Creates, and returns the location of what was made.
    @discardableResult
    func post(_ path: String, _ body: JSONValue) async throws -> String {
        let answer = try await Web.post(realms + path, body.bytes, type: "application/json", token: token)
        guard answer.status == 201 else { throw UnexpectedAnswer(answer) }
        return answer.location
    }
}
