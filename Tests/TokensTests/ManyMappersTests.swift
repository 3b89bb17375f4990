import JSON
import Testing

@testable import Tokens

/// A client may have as many mappers as its document has room for: what they do together takes a time that grows with
/// their number, not with its square (ten thousand once held a token for seconds).
@Suite struct ManyMappersTests {
    private static let count = 60_000

    @Test(arguments: [
        "oidc-hardcoded-claim-mapper", "oidc-audience-mapper", "oidc-hardcoded-role-mapper", "oidc-role-name-mapper",
    ])
    func `sixty thousand mappers write their claims in time`(kind: String) {
        let mappers = (0..<Self.count).map { number in
            ProtocolMapper(
                kind,
                config: [
                    "access.token.claim": "true", "claim.name": "a.b.c\(number)", "claim.value": "x",
                    "included.custom.audience": "a\(number)", "role": "r\(number)", "new.role.name": "r\(number + 1)",
                ])
        }
        let grant = Grant.demo()
        let begin = ContinuousClock.now
        var claims = Claims(for: .accessToken, roles: [TokenRole(id: "0", name: "r0", client: nil)])
        claims.apply(mappers, of: grant)
        #expect(ContinuousClock.now - begin < .seconds(20))
        switch kind {
        case "oidc-hardcoded-claim-mapper": #expect(claims.members["a"]?["b"]?.object?.count == Self.count)
        case "oidc-audience-mapper": #expect(claims.audience.count == Self.count)
        case "oidc-hardcoded-role-mapper": #expect(Array(claims.roles).count == Self.count)
        default: #expect(Array(claims.roles).map(\.name) == ["r\(Self.count)"])
        }
    }
}
