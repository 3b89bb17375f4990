import JSON
import Testing

@testable import Tokens

/// A client may have tens of thousands of mappers, and a token is made on a loop that others want too.
@Suite struct LargeClaimsTests {
    @Test func `tens of thousands of claims, audiences and roles take time to their number`() {
        let count = 50_000
        var claims = Claims(for: .accessToken)
        let duration = ContinuousClock().measure {
            for number in 0..<count {
                claims.set(["outer", "c\(number)"], to: 1)
                claims.set(["c\(number)"], to: 1)
                claims.addAudience("a\(number / 2)")
                claims.addRole(TokenRole(id: "", name: "r\(number / 2)", client: nil))
            }
        }
        #expect(claims.members["outer"]?.object?.count == count && claims.members.count == count + 1)
        #expect(claims.audience.count == count / 2 && claims.roles.count == count / 2)
        #expect(duration < .seconds(20))
    }

    @Test func `roles of a client and of the realm are told apart however many there are`() {
        var claims = Claims(for: .accessToken)
        for client in [nil, "a", "b", nil, "a"] {
            for number in 0..<20 { claims.addRole(TokenRole(id: "", name: "r\(number)", client: client)) }
        }
        #expect(claims.roles.count == 60)
        claims.replaceRole(at: 0, with: TokenRole(id: "", name: "new", client: nil))
        claims.addRole(TokenRole(id: "", name: "r0", client: nil))
        #expect(claims.roles.count == 61)
    }
}
