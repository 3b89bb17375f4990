internal import HTTPServer
internal import JSON
import MockIDP

extension TestRealm {
    /// Tokens of a client for itself (`client_credentials`). The client needs a service account.
    ///
    ///     let token = try await shop.token(client: "web", secret: "s3cret")
    ///     request.setValue("Bearer \(token.accessToken)", forHTTPHeaderField: "Authorization")
    public func token(client: String, secret: String? = nil, scope: String? = nil) async throws -> TokenResponse {
        try await token(
            client: client, secret: secret,
            parameters: [("grant_type", "client_credentials")] + (scope.map { [("scope", $0)] } ?? []))
    }

    /// Tokens of a client for a user (`password`). The client needs direct access grants.
    ///
    ///     let token = try await shop.token(client: "web", secret: "s3cret", user: "alice", password: "wonderland")
    ///
    /// - Parameter scope: without `openid` there is no ID token.
    public func token(
        client: String, secret: String? = nil, user: String, password: String, scope: String = "openid"
    ) async throws -> TokenResponse {
        try await token(
            client: client, secret: secret,
            parameters: [
                ("grant_type", "password"), ("username", user), ("password", password), ("scope", scope),
            ])
    }

    /// What the token endpoint answers to any other parameters.
    ///
    ///     let again = try await shop.token(
    ///         client: "web", secret: "s3cret",
    ///         parameters: [("grant_type", "refresh_token"), ("refresh_token", token.refreshToken ?? "")])
    public func token(
        client: String, secret: String? = nil, parameters: [(String, String)]
    ) async throws -> TokenResponse {
        let credentials = [("client_id", client)] + (secret.map { [("client_secret", $0)] } ?? [])
        let form = Form(parameters + credentials).text
        let path = "/realms/\(PercentEncoding.encode(name, in: .pathSegment))/protocol/openid-connect/token"
        let answer = try await server.ask(
            "POST", path, [("Content-Type", "application/x-www-form-urlencoded")], Array(form.utf8))
        guard let tokens = TokenResponse(answer) else {
            throw IDPError("POST \(path)", 200, ["error_description": "there is no access_token in the answer"])
        }
        return tokens
    }
}

extension MockIDPServer {
    /// Tokens of a client for itself, of a realm by its name.
    ///
    ///     let token = try await idp.token(realm: "shop", client: "web", secret: "s3cret")
    public func token(
        realm: String, client: String, secret: String? = nil, scope: String? = nil
    ) async throws -> TokenResponse {
        try await self.realm(realm).token(client: client, secret: secret, scope: scope)
    }

    /// Tokens of a client for a user, of a realm by its name.
    ///
    ///     let token = try await idp.token(realm: "shop", client: "spa", user: "alice", password: "wonderland")
    public func token(
        realm: String, client: String, secret: String? = nil, user: String, password: String, scope: String = "openid"
    ) async throws -> TokenResponse {
        try await self.realm(realm).token(
            client: client, secret: secret, user: user, password: password, scope: scope)
    }
}
