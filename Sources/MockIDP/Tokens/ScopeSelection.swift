/// The client scopes in force for one grant: the client's default ones and those of the optional ones that were asked for.
struct ScopeSelection: Sendable {
    let scopes: [RunningScope]
    /// Whether `openid` was asked for.
    let isOpenID: Bool

    /// Resolves a `scope` parameter; nil when a name in it is no scope of the client.
    ///
    /// An empty parameter is not valid, an absent one asks for the defaults (recording: password_grant).
    init?(_ parameter: String?, for client: RunningClient, in realm: RunningRealm) {
        let names = parameter.map { $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init) } ?? []
        self.init(names: names, for: client, in: realm)
    }

    /// The scopes that a token of ours names; those that the client has lost since are left out.
    init(of token: String, for client: RunningClient, in realm: RunningRealm) {
        let known = TextSet((client.defaultScopes + client.optionalScopes).map(\.name) + ["openid"])
        let names = token.split(separator: " ").map(String.init).filter { known.contains($0) }
        self = ScopeSelection(names: names, for: client, in: realm) ?? ScopeSelection(scopes: [], isOpenID: false)
    }

    private init?(names: [String], for client: RunningClient, in realm: RunningRealm) {
        isOpenID = names.contains("openid")
        var selected = client.defaultScopes
        for name in names where name != "openid" {
            if client.defaultScopes.contains(where: { $0.name == name }) { continue }
            guard let scope = client.optionalScopes.first(where: { $0.name == name }) else { return nil }
            if !selected.contains(where: { $0.name == name }) { selected.append(scope) }
        }
        // Without the organizations feature of the realm the scope is accepted and says nothing.
        let hasOrganizations = realm.hasOrganizations
        scopes = selected.filter { $0.name != "organization" || hasOrganizations }
    }

    private init(scopes: [RunningScope], isOpenID: Bool) {
        self.scopes = scopes
        self.isOpenID = isOpenID
    }

    /// Without the scopes that are mapped to roles of which `user` has none.
    func permitted(to user: TokenUser?) -> ScopeSelection {
        guard let user, scopes.contains(where: { !$0.roleIDs.isEmpty }) else { return self }
        let permitted = scopes.filter { scope in
            scope.roleIDs.isEmpty || user.roles.contains { scope.roleIDs.contains($0.id) }
        }
        return ScopeSelection(scopes: permitted, isOpenID: isOpenID)
    }

    func contains(_ name: String) -> Bool { scopes.contains { $0.name == name } }

    /// The `scope` claim of access tokens and of the token response.
    var inToken: String { text(of: scopes.filter(\.isInTokenScope)) }

    /// The `scope` claim of refresh tokens: every scope in force, also those that tokens don't name.
    var inRefreshToken: String { text(of: scopes) }

    private func text(of scopes: [RunningScope]) -> String {
        ((isOpenID ? ["openid"] : []) + scopes.map(\.name)).joined(separator: " ")
    }
}
