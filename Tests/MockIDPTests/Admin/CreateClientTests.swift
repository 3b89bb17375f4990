import JSON
import Testing

@testable import MockIDP

@Suite struct CreateClientTests {
    @Test func `a client of a name alone gets all that Keycloak fills in`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client(["clientId": "min"])
            #expect(client["secret"]?.string?.count == 86)
            #expect(client["attributes"]?["client.secret.creation.time"] == "1800000000")
            #expect(client["attributes"]?["realm_client"] == "false")
            #expect(client["publicClient"] == false)
            #expect(client["directAccessGrantsEnabled"] == false)
            #expect(client["nodeReRegistrationTimeout"] == -1)
            #expect(client["protocol"] == "openid-connect")
            #expect(client["access"] == ["view": true, "configure": true, "manage": true])
            let scopes = client["defaultClientScopes"]?.array?.compactMap(\.string).sorted()
            #expect(scopes == ["acr", "basic", "email", "profile", "roles", "web-origins"])
        }
    }

    @Test func `naming the protocol brings the defaults of the protocol`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client([
                "clientId": "spa", "protocol": "openid-connect", "rootUrl": "https://a.test",
            ])
            #expect(client["publicClient"] == true)
            #expect(client["secret"] == nil)
            #expect(client["redirectUris"] == ["https://a.test/*"])
            #expect(client["webOrigins"] == ["https://a.test"])
            #expect(client["attributes"]?["backchannel.logout.session.required"] == "true")
        }
    }

    @Test func `without web origins those of the redirect URIs are taken`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client([
                "clientId": "web", "redirectUris": ["http://localhost:9999/*", "http://localhost:9999/x", "app://x"],
            ])
            #expect(client["webOrigins"] == ["http://localhost:9999"])
        }
    }

    @Test func `empty attributes are dropped, empty texts are kept`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client([
                "clientId": "tf", "adminUrl": "", "attributes": ["login_theme": "", "a": nil, "b": "1"],
                "authenticationFlowBindingOverrides": ["browser": "", "direct_grant": ""],
            ])
            #expect(client["adminUrl"] == "")
            #expect(
                client["attributes"]?.object?.names.sorted() == ["b", "client.secret.creation.time", "realm_client"])
            #expect(client["authenticationFlowBindingOverrides"] == [:])
        }
    }

    @Test func `a service account comes with its user and its scope`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client([
                "clientId": "Svc", "serviceAccountsEnabled": true, "defaultClientScopes": ["email", "nope"],
            ])
            #expect(Set(client["defaultClientScopes"]?.array ?? []) == ["email", "service_account"])
            #expect(client["optionalClientScopes"] == [])
            let user = try await admin.get("/clients/\(client["id"]?.string ?? "")/service-account-user")
            #expect(user["username"] == "service-account-svc")
        }
    }

    @Test func `a name or an id can be taken once`() async throws {
        try await withAdmin { admin in
            _ = try await admin.client(["clientId": "one", "id": "first"])
            let again = try await admin.send("POST", "/clients", ["clientId": "one"])
            #expect((again.status, again.sentence) == (409, "Client one already exists"))
            #expect(try await admin.send("POST", "/clients", ["clientId": "two", "id": "first"]).status == 409)
        }
    }

    @Test(
        arguments: [
            (["rootUrl": "not a url"], "Root URL is not a valid URL"),
            (["rootUrl": "relative"], "Root URL is not a valid URL"),
            (["redirectUris": ["javascript:alert(1)"]], "A redirect URI uses an illegal scheme"),
            (["redirectUris": ["https://a.test/#x"]], "A redirect URI must not contain an URL fragment"),
            (["redirectUris": ["https://a.test/a b"]], "A redirect URI is not a valid URI"),
            (["baseUrl": "data:x"], "Base URL uses an illegal scheme"),
            (
                ["rootUrl": "x y", "redirectUris": ["data:x"]],
                "Root URL is not a valid URL; A redirect URI uses an illegal scheme"
            ),
            (["protocol": "nope"], "Invalid protocol: nope"),
        ] as [(JSONObject, String)])
    func `a client with a bad address is refused and not kept`(members: JSONObject, sentence: String) async throws {
        try await withAdmin { admin in
            var body = members
            body["clientId"] = "bad"
            let answer = try await admin.send("POST", "/clients", .object(body))
            #expect((answer.status, answer.sentence) == (400, sentence))
            #expect(answer.json["error"] == "invalid_input")
            #expect(try await admin.get("/clients?clientId=bad") == [])
        }
    }

    @Test func `a SAML client gets a key to sign with`() async throws {
        try await withAdmin { admin in
            let client = try await admin.client(["clientId": "saml", "protocol": "saml"])
            #expect(client["frontchannelLogout"] == true)
            #expect(client["attributes"]?["saml_name_id_format"] == "username")
            #expect(client["attributes"]?["saml.signing.certificate"]?.string?.hasPrefix("MII") == true)
            #expect(client["attributes"]?["saml.artifact.binding.identifier"] == "KrXTZEZ4jv5lKJLhd8JD8LtnSMw=")
        }
    }
}
