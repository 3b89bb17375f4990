import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// `--features` and `--features-disabled`. Modelled on Keycloak's Profile.
@Suite struct FeaturesTests {
    private func features(_ arguments: String...) throws -> Features {
        Features(try Settings(arguments: arguments, environment: [:]))
    }

    @Test func `a feature is switched by its name, in its highest version`() throws {
        #expect(try features().changed.isEmpty)
        #expect(
            try features("--features", "token-exchange,scripts").changed == ["TOKEN_EXCHANGE": true, "SCRIPTS": true])
        #expect(try features("--features=admin-fine-grained-authz").changed.isEmpty)
        #expect(try features("--feature-docker=enabled").changed == ["DOCKER": true])
    }

    @Test func `of several versions one is on`() throws {
        #expect(try features("--features=login:v1").changed == ["LOGIN_V1": true, "LOGIN_V2": false])
    }

    @Test func `preview means all of them`() throws {
        let changed = try features("--features=preview").changed
        #expect(changed["TOKEN_EXCHANGE"] == true && changed["SCIM_API"] == true && changed["OPENAPI"] == nil)
    }

    @Test func `what is off is off in every version, and what is unknown is said`() throws {
        #expect(
            try features("--features-disabled", "ciba,device-flow").changed == ["CIBA": false, "DEVICE_FLOW": false])
        #expect(try features("--features=nothing").unknown == ["nothing"])
        #expect(try Settings(arguments: ["--features=nothing"], environment: [:]).notices.count == 1)
        #expect(try Settings(arguments: ["--feature-ciba=disabled"], environment: [:]).notices.isEmpty)
    }

    @Test func `a list takes the place of one from elsewhere, and a single switch counts over it`() throws {
        let environment = ["KC_FEATURES": "scripts", "KC_FEATURE_CIBA": "disabled"]
        let settings = try Settings(arguments: ["--features=docker,ciba"], environment: environment)
        #expect(Features(settings).changed == ["DOCKER": true, "CIBA": false])
    }

    @Test func `what is off and still there is said`() throws {
        let sentence = "the feature WEB_AUTHN is off in serverinfo, and that changes nothing else here"
        #expect(try Settings(arguments: ["--features-disabled=web-authn,dpop"], environment: [:]).notices == [sentence])
        #expect(try Settings(arguments: ["--features=login:v1"], environment: [:]).notices.count == 1)
    }

    @Test func `without consoles there are no pages for them`() async throws {
        try await withMockIDP({ $0.disabledFeatures = ["account", "admin"] }) { server in
            for path in ["/realms/master/account", "/admin/master/console/"] {
                #expect(await server.answer(Call(method: "GET", target: path)).status == 404, "\(path)")
            }
        }
    }

    @Test func `endpoints of a feature that is off answer as a server without it`() async throws {
        try await withMockIDP({ $0.disabledFeatures = ["client-policies"] }) { server in
            let refusal = await #expect(throws: IDPError.self) {
                try await server.admin("GET", "/realms/master/client-policies/policies")
            }
            #expect(refusal?.status == 501)
            _ = try await server.admin("GET", "/realms/master/clients")
        }
        try await withMockIDP({ $0.disabledFeatures = ["admin-api"] }) { server in
            let realms = await server.answer(Call(method: "GET", target: "/admin/realms"))
            #expect(realms.status == 404)
            let realm = await server.answer(Call(method: "GET", target: "/realms/master"))
            #expect(realm.status == 200)
        }
    }

    @Test func `discovery leaves out what is off`() async throws {
        try await withMockIDP({ $0.disabledFeatures = ["ciba", "device-flow", "par"] }) { server in
            let reply = await server.answer(
                Call(method: "GET", target: "/realms/master/.well-known/openid-configuration"))
            let document = try #require(try JSONReader.read(reply.body.bytes, options: .strict).object)
            let names = document.map(\.name)
            #expect(!names.contains { $0.hasPrefix("backchannel_authentication") || $0.hasPrefix("device_") })
            #expect(!names.contains("pushed_authorization_request_endpoint") && names.contains("token_endpoint"))
            let grants = document["grant_types_supported"]?.array?.compactMap(\.string) ?? []
            #expect(
                grants.contains("password") && !grants.contains { $0.hasSuffix("ciba") || $0.hasSuffix("device_code") })
            let aliases = document["mtls_endpoint_aliases"]?.object?.map(\.name) ?? []
            #expect(aliases.contains("token_endpoint") && !aliases.contains("device_authorization_endpoint"))
        }
    }
}
