import JSON
import Testing

@testable import MockIDP

/// Which client scopes are in force (recordings: client_credentials, client_scopes).
@Suite struct ScopeSelectionTests {
    @Test func `without a scope parameter the default scopes are in force`() async throws {
        try await withDemoRealm { lab in
            let scopes = try await lab.grant(client: "plain").scopes
            #expect(Set(scopes.scopes.map(\.name)) == ["web-origins", "acr", "profile", "roles", "basic", "email"])
            #expect(!scopes.isOpenID && !scopes.contains("openid"))
            #expect(Set(scopes.inToken.split(separator: " ")) == ["profile", "email"])
            let service = try await lab.grant()
            #expect(service.scopes.contains("service_account") && service.scopes.inToken == scopes.inToken)
        }
    }

    @Test func `optional scopes are those asked for, each once`() async throws {
        try await withDemoRealm { lab in
            let scopes = try await lab.grant(scope: "openid phone phone profile").scopes
            #expect(scopes.isOpenID && scopes.inToken.hasPrefix("openid "))
            #expect(
                scopes.scopes.count { $0.name == "phone" } == 1 && scopes.scopes.count { $0.name == "profile" } == 1)
            #expect(scopes.contains("phone") && !scopes.contains("address"))
        }
    }

    @Test func `a million names of a thousand scopes are looked through in time`() async throws {
        try await withDemoRealm { lab in
            let grant = try await lab.grant()
            var client = grant.client
            client.defaultScopes = (0..<1000).map { TokenScope(name: "s\($0)") }
            client.optionalScopes = [TokenScope(name: "last")]
            let names = String(repeating: "s999 last ", count: 500_000) + "openid"
            let begin = ContinuousClock.now
            let scopes = ScopeSelection(names, for: client, in: grant.realm)
            #expect(ContinuousClock.now - begin < .seconds(15))
            #expect(scopes?.isOpenID == true && scopes?.scopes.count == 1001)
        }
    }

    @Test(arguments: ["nope", "", "openid  email", "Openid", "role_list"])
    func `a name that is no scope of the client is not valid`(_ parameter: String) async throws {
        try await withDemoRealm { lab in
            let grant = try await lab.grant()
            #expect(ScopeSelection(parameter, for: grant.client, in: grant.realm) == nil)
        }
    }

    @Test func `of a token's scopes those that the client has lost are left out`() async throws {
        try await withDemoRealm { lab in
            let grant = try await lab.grant()
            let scopes = ScopeSelection(of: "openid email lost phone", for: grant.client, in: grant.realm)
            #expect(scopes.isOpenID && scopes.contains("phone") && !scopes.contains("lost"))
        }
    }

    @Test func `a scope that is mapped to roles is for users who have one of them`() async throws {
        try await withDemoRealm { lab in
            let alice = try await lab.grant(user: "alice", scope: "offline_access")
            #expect(!alice.scopes.contains("offline_access"))
            let dora = try await lab.grant(user: "dora", scope: "offline_access")
            #expect(dora.scopes.contains("offline_access"))
        }
    }

    @Test func `the organization scope says nothing in a realm without organizations`() async throws {
        try await withDemoRealm { lab in
            let grant = try await lab.grant(scope: "organization")
            #expect(!grant.scopes.contains("organization"))
        }
    }

    @Test func `a client without full scope grants only roles in its scope`() async throws {
        try await withDemoRealm { lab in
            let grant = try await lab.grant()
            #expect(Set(grant.grantedRoles.map(\.name)) == ["reader", "invoke", "edit"])
            try await lab.changeClient("web", ["fullScopeAllowed": false])
            let limited = try await lab.grant()
            #expect(limited.grantedRoles.map(\.name) == ["invoke"])
        }
    }
}
