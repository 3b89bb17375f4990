import JSON
import Testing

@testable import MockIDP

@Suite struct ScopeAndMapperTests {
    @Test(
        arguments: [
            (["name": "with space"], 400, #"Unexpected name "with space" for ClientScope"#),
            (["name": "ok"], 400, "Unexpected protocol"),
            (["name": "email", "protocol": "openid-connect"], 409, "Client Scope email already exists"),
            ([:], 500, "For more on this error consult the server log."),
        ] as [(JSONObject, Int, String)])
    func `a client scope that cannot be is refused`(body: JSONObject, status: Int, sentence: String) async throws {
        try await withAdmin { admin in
            let answer = try await admin.send("POST", "/client-scopes", .object(body))
            #expect((answer.status, answer.sentence) == (status, sentence))
        }
    }

    @Test func `a client scope is assigned once, default or optional`() async throws {
        try await withAdmin { admin in
            let scope = try await admin.send("POST", "/client-scopes", ["name": "ai", "protocol": "openid-connect"]).id
            let client = try await admin.client([
                "clientId": "a", "defaultClientScopes": [], "optionalClientScopes": [],
            ])
            let path = "/clients/" + (client["id"]?.string ?? "")
            #expect(try await admin.send("PUT", path + "/optional-client-scopes/" + scope).status == 204)
            #expect(try await admin.send("PUT", path + "/default-client-scopes/" + scope).status == 204)
            #expect(try await admin.get(path + "/optional-client-scopes") == [["id": .string(scope), "name": "ai"]])
            #expect(try await admin.get(path + "/default-client-scopes") == [])
            let unknown = try await admin.send("PUT", path + "/default-client-scopes/nope")
            #expect((unknown.status, unknown.sentence) == (404, "Client scope not found"))
        }
    }

    @Test func `a mapper's own endpoint shows what its config leaves unsaid`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client(["clientId": "a"])
            let path = "/clients/" + (client["id"]?.string ?? "")
            let made = try await admin.send(
                "POST", path + "/protocol-mappers/models",
                [
                    "name": "m", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                    "config": [
                        "access.token.claim": "true", "id.token.claim": "false", "included.client.audience": "",
                    ],
                ])
            let shown = try await admin.get(path + "/protocol-mappers/models/" + made.id)
            #expect(shown["config"]?["introspection.token.claim"] == "true")
            #expect(shown["config"]?["userinfo.token.claim"] == "false")
            #expect(shown["config"]?["included.client.audience"] == nil)
            let inClient = try await admin.get(path)["protocolMappers"]?[0]?["config"]
            #expect(inClient?.object?.names == ["access.token.claim", "id.token.claim"])
        }
    }

    @Test func `a mapper keeps its name, and a name is taken once`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client(["clientId": "a"])
            let models = "/clients/" + (client["id"]?.string ?? "") + "/protocol-mappers/models"
            let body: JSONObject = ["name": "m", "protocol": "openid-connect", "protocolMapper": "oidc-sub-mapper"]
            let id = try await admin.send("POST", models, .object(body)).id
            let again = try await admin.send("POST", models, .object(body))
            #expect((again.status, again.sentence) == (409, "Protocol mapper exists with same name"))
            var renamed = body
            renamed["name"] = "n"
            #expect(try await admin.send("PUT", models + "/" + id, .object(renamed)).status == 204)
            #expect(try await admin.get(models + "/" + id)["name"] == "m")
            var unknown = renamed
            unknown["protocolMapper"] = "nope"
            #expect(
                try await admin.send("POST", models, .object(unknown)).sentence == "ProtocolMapper provider not found")
        }
    }

    @Test func `scope mappings list what is mapped, what comes with it, and the rest`() async throws {
        try await withAdmin { admin in
            for name in ["outer", "inner"] { try await admin.send("POST", "/roles", ["name": .string(name)]) }
            let inner = try await admin.get("/roles/inner")
            try await admin.send("POST", "/roles/outer/composites", [inner])
            let client = try await admin.client(["clientId": "a", "fullScopeAllowed": false])
            let path = "/clients/" + (client["id"]?.string ?? "") + "/scope-mappings"
            let outer = try await admin.get("/roles/outer")
            #expect(try await admin.send("POST", path + "/realm", [outer]).status == 204)
            func names(_ path: String) async throws -> [String] {
                try await admin.get(path).array?.compactMap { $0["name"]?.string }.sorted() ?? []
            }
            #expect(try await names(path + "/realm") == ["outer"])
            #expect(try await names(path + "/realm/composite") == ["inner", "outer"])
            #expect(try await names(path + "/realm/available").contains("inner") == false)
            #expect(try await admin.send("DELETE", path + "/realm", [outer]).status == 204)
            #expect(try await admin.get(path) == [:])
        }
    }
}
