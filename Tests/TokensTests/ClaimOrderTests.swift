import JSON
import Testing

@testable import Tokens

/// The order of claims, which Keycloak leaves to Java's `HashMap` for those without a field of their own.
@Suite struct ClaimOrderTests {
    /// Orders seen in recordings: password_grant 9, client_credentials 20, token_lifecycle.
    @Test(arguments: [
        [
            "exp", "iat", "acr", "upn", "email_verified", "name", "groups", "preferred_username", "given_name",
            "family_name", "email",
        ],
        ["scope", "upn", "clientHost", "groups", "preferred_username", "clientAddress", "client_id"],
        ["sub", "email_verified", "name", "preferred_username", "given_name", "family_name", "email"],
    ])
    func `claims come in the recorded order, whatever order they were made in`(_ names: [String]) {
        for made in [names, names.reversed(), names.sorted()] {
            let claims = JSONObject(made.map { ($0, JSONValue.string($0)) })
            #expect(ClaimOrder.sorted(claims).names == names)
        }
    }

    @Test func `no claim is lost, however many there are`() {
        let claims = JSONObject((0..<500).map { ("claim-\($0)", JSONValue($0)) })
        #expect(Set(ClaimOrder.sorted(claims).names) == Set(claims.names))
    }

    @Test func `a claim's path may be absurdly deep`() {
        var claims = Claims(for: .accessToken)
        claims.set(Array(repeating: "a", count: 100_000), to: "x")
        claims.set(Array(repeating: "b", count: 100), to: "x")
        #expect(claims.ordered.names == ["b"])
    }
}
