/// The client scopes in force for one grant: the client's default ones and those of the optional ones that were asked for.
package struct ScopeSelection: Sendable {
    package let scopes: [TokenScope]
    /// Whether `openid` was asked for.
    package let isOpenID: Bool

    /// Resolves a `scope` parameter; nil when a name in it is no scope of the client.
    ///
    /// An empty parameter is not valid, an absent one asks for the defaults (recording: password_grant).
    package init?(_ parameter: String?, for client: TokenClient, in realm: TokenRealm) {
        let names = parameter.map { $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init) } ?? []
        self.init(names: names, for: client, in: realm)
    }

    /// The scopes that a token of ours names; those that the client has lost since are left out.
    package init(of token: String, for client: TokenClient, in realm: TokenRealm) {
        let known = TextSet((client.defaultScopes + client.optionalScopes).map(\.name) + ["openid"])
        let names = token.split(separator: " ").map(String.init).filter { known.contains($0) }
        self = ScopeSelection(names: names, for: client, in: realm) ?? ScopeSelection(scopes: [], isOpenID: false)
    }

    private init?(names: [String], for client: TokenClient, in realm: TokenRealm) {
        isOpenID = names.contains("openid")
        var selected = client.defaultScopes
        // A parameter has room for a million names, most of them again and again.
        var known: TextSet = []
        for name in names where name != "openid" && known.insert(name).inserted {
            if client.defaultScopes.contains(where: { $0.name == name }) { continue }
            guard let scope = client.optionalScopes.first(where: { $0.name == name }) else { return nil }
            selected.append(scope)
        }
        // Without the organizations feature of the realm the scope is accepted and says nothing.
        let hasOrganizations = realm.hasOrganizations
        scopes = selected.filter { $0.name != "organization" || hasOrganizations }
    }

    private init(scopes: [TokenScope], isOpenID: Bool) {
        self.scopes = scopes
        self.isOpenID = isOpenID
    }

    /// Without the scopes that are mapped to roles of which `user` has none.
    package func permitted(to user: TokenUser?) -> ScopeSelection {
        guard let user, scopes.contains(where: { !$0.roleIDs.isEmpty }) else { return self }
        let permitted = scopes.filter { scope in
            scope.roleIDs.isEmpty || user.roles.contains { scope.roleIDs.contains($0.id) }
        }
        return ScopeSelection(scopes: permitted, isOpenID: isOpenID)
    }

    package func contains(_ name: String) -> Bool { scopes.contains { $0.name == name } }

    /// The `scope` claim of access tokens and of the token response.
    package var inToken: String { text(of: scopes.filter(\.isInTokenScope)) }

    /// The `scope` claim of refresh tokens: every scope in force, also those that tokens don't name.
    package var inRefreshToken: String { text(of: scopes) }

    private func text(of scopes: [TokenScope]) -> String {
        ((isOpenID ? ["openid"] : []) + scopes.map(\.name)).joined(separator: " ")
    }
}
