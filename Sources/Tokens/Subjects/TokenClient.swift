/// What tokens need of a client.
package struct TokenClient: Sendable {
    package let clientId: String
    package var attributes: TextMap<String> = [:]
    package var defaultScopes: [TokenScope] = []
    package var optionalScopes: [TokenScope] = []
    /// The client's own mappers; those of its scopes come with the scopes.
    package var mappers: [ProtocolMapper] = []
    package var isFullScope = true
    /// The roles that its tokens may hold when it is not full scope: its own and its scope mappings.
    package var scopeRoleIDs: TextSet = []
    /// The web origins that its tokens name.
    package var allowedOrigins: [String] = []
    /// Tokens of this client issued before this second are stale.
    package var notBefore = 0

    package init(clientId: String) { self.clientId = clientId }

    /// Whether its access tokens leave the user's claims to introspection.
    var isLightweight: Bool { attributes["client.use.lightweight.access.token.enabled"] == "true" }

    /// `token_type`, in lower case for clients that ask for it (recording: token_options).
    var tokenType: String { attributes["token.response.type.bearer.lower-case"] == "true" ? "bearer" : "Bearer" }

    /// A lifespan attribute in seconds.
    func seconds(_ attribute: String) -> Int? { attributes[attribute].flatMap { lifespan($0) } }
}

/// A client scope with its mappers and the roles it lets through.
package struct TokenScope: Sendable {
    package let name: String
    package var mappers: [ProtocolMapper] = []
    /// Roles mapped to the scope, with their composites; a user who has none of them does not get the scope.
    package var roleIDs: TextSet = []
    package var isInTokenScope = true

    package init(name: String) { self.name = name }
}
