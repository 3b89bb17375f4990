import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// How a client says who it is (recordings: client_credentials, client_auth).
@Suite struct ClientAuthenticationTests {
    private let service = ["grant_type": "client_credentials"]

    @Test func `a secret comes by HTTP Basic or in the form`() async throws {
        try await withDemoRealm { lab in
            #expect(await lab.post("token", service, as: "web:web-secret").status == 200)
            let form = service.merging(["client_id": "web", "client_secret": "web-secret"]) { $1 }
            #expect(await lab.post("token", form, as: nil).status == 200)
        }
    }

    @Test func `secrets with odd characters are form-encoded in a Basic header`() async throws {
        try await withDemoRealm { lab in
            try await lab.changeClient("web", ["secret": "a:b c+%ä"])
            #expect(await lab.post("token", service, as: "web:a%3Ab+c%2B%25%C3%A4").status == 200)
            #expect(await lab.post("token", service, as: "web:a:b%20c%2B%25%C3%A4").status == 200)
        }
    }

    @Test(arguments: ["Basic", "Basic ", "Basic !!!", "Basic d2Vi", "Basic OnNlY3JldA==", "Bearer x", "Basic /w=="])
    func `a header that is no Basic header authenticates nobody`(_ header: String) async throws {
        try await withDemoRealm { lab in
            let answer = await lab.post("token", service, as: nil, headers: [("Authorization", header)])
            #expect(answer.refusal == .clientNotFound)
        }
    }

    @Test func `a public client needs no secret for what it may do`() async throws {
        try await withDemoRealm { lab in
            #expect(await lab.logIn(["client_id": "spa"], as: nil).status == 200)
        }
    }

    @Test func `a changed secret counts at once`() async throws {
        try await withDemoRealm { lab in
            #expect(await lab.post("token", service).status == 200)
            try await lab.changeClient("web", ["secret": "new"])
            #expect(await lab.post("token", service).refusal == .clientRefused)
            #expect(await lab.post("token", service, as: "web:new").status == 200)
        }
    }

    @Test func `a token for the same request follows the client's settings`() async throws {
        try await withDemoRealm { lab in
            #expect(claims(of: await lab.post("token", service)["access_token"])["azp"] == "web")
            try await lab.changeClient("web", ["attributes": ["access.token.lifespan": "10"]])
            let token = claims(of: await lab.post("token", service)["access_token"])
            #expect(token["exp"]?.int == 1_800_000_010)
        }
    }
}
