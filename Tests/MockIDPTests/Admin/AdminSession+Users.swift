import HTTPServer
import JSON
import MockIDPTestKit

@testable import MockIDP

extension AdminSession {
    /// Makes a user who can log in and answers with its id.
    func user(_ username: String, password: String? = nil) async throws -> String {
        var members: JSONObject = [
            "username": .string(username), "enabled": true, "email": .string(username + "@example.com"),
            "firstName": "Some", "lastName": "Body",
        ]
        if let password { members["credentials"] = [["type": "password", "value": .string(password)]] }
        return try await send("POST", "/users", .object(members)).id
    }

    /// Gives a user of the realm a role of its `realm-management` client.
    func grant(_ role: String, to userID: String) async throws {
        let client = try await get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
        let representation = try await get("/clients/\(client)/roles/\(role)")
        try await send("POST", "/users/\(userID)/role-mappings/clients/\(client)", [representation])
    }

    /// The same realm, seen by one of its users; without a token when the login is refused.
    func loggedIn(as username: String, password: String) async throws -> AdminSession {
        let name = PercentEncoding.decode(realm)
        let login = try? await idp.token(realm: name, client: "admin-cli", user: username, password: password)
        return AdminSession(idp: idp, token: login?.accessToken ?? "", realm: realm)
    }
}
