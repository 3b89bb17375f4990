import JSON
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
        let scopes = try #require(ScopeSelection(scope, for: client, in: realm))
        return Grant(
            realm: realm, client: client, issuer: issuer, user: holder, scopes: scopes.permitted(to: holder), kind: kind
        )
    }
}

extension Grant {
    /// What mappers of these kinds write into that document, and nothing else.
    func claims(
        for target: Claims.Target = .accessToken, _ mappers: (kind: String, config: [String: String])...
    ) -> JSONObject {
        var claims = Claims(for: target, roles: grantedRoles)
        let documents = mappers.map { kind, config in
            var document = ProtocolMapperRepresentation([:])
            document.protocol = "openid-connect"
            document.protocolMapper = kind
            document.config = config
            return document
        }
        let inOrder = ProtocolMapper.list(documents).filter(\.isKnown).sorted { $0.priority < $1.priority }
        claims.apply(inOrder, of: self)
        return claims.ordered
    }
}
