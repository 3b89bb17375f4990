import JSON

@testable import Tokens

extension Grant {
    /// What clients have been granted for users of a realm like that of the other tests, made of plain values.
    static func demo(
        user: String = "alice", client: String = "web", realm: TokenRealm = TokenRealm(), scopes: [String] = [],
        attributes: TextMap<[String]>? = nil
    ) -> Grant {
        var granted = TokenClient(clientId: client)
        granted.defaultScopes = scopes.map { TokenScope(name: $0) }
        if client == "web" { granted.allowedOrigins = ["https://app.example"] }
        var bearer = user == "alice" ? alice : TokenUser(id: user + "-id", username: user)
        if let attributes { bearer.attributes = attributes }
        let selection = ScopeSelection(of: "openid", for: granted, in: realm)
        return Grant(
            realm: realm, client: granted, issuer: "https://idp.test/realms/demo",
            user: bearer, scopes: selection,
            kind: .password)
    }

    private static var alice: TokenUser {
        var user = TokenUser(id: "alice-id", username: "alice")
        user.email = "alice@example.com"
        user.isEmailVerified = true
        user.firstName = "Alice"
        user.lastName = "Liddell"
        user.attributes = ["tags": ["a", "b"], "level": ["7"]]
        user.groups = [TokenGroup(name: "night", path: "/staff/night", attributes: [[:], ["floor": ["3"]]])]
        user.roles = [
            TokenRole(id: "1", name: "reader", client: nil), TokenRole(id: "2", name: "invoke", client: "web"),
            TokenRole(id: "3", name: "edit", client: "other"),
        ]
        return user
    }

    /// What mappers of these kinds write into that document, and nothing else.
    func claims(
        for target: Claims.Target = .accessToken, _ mappers: (kind: String, config: [String: String])...
    ) -> JSONObject {
        var claims = Claims(for: target, roles: grantedRoles)
        let made = mappers.map { ProtocolMapper($0.kind, config: TextMap($0.config.map { ($0, $1) })) }
        claims.apply(made.filter(\.isKnown).sorted { $0.priority < $1.priority }, of: self)
        return claims.ordered
    }
}
