import Testing

@testable import MockIDP

extension ProtocolLab {
    /// What a client of `demo` has been granted for a user: what tokens are minted from.
    func grant(
        user: String = "alice", client: String = "web", scope: String? = nil, kind: Grant.Kind = .password
    ) async throws -> Grant {
        let realm = try #require(try await idp.realms.realm(named: "demo"))
        let client = try #require(try await realm.client(client, idp.store))
        let holder = try await idp.store.read { tx in
            try TokenUser(try #require(try tx.user(username: user, in: realm.id)), in: realm, tx)
        }
        let scopes = try #require(ScopeSelection(scope, for: client.forTokens, in: realm.forTokens))
        return Grant(
            realm: realm.forTokens, client: client.forTokens, issuer: issuer, user: holder,
            scopes: scopes.permitted(to: holder), kind: kind)
    }
}
