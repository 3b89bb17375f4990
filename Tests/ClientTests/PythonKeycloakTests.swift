import JSON
import MockIDP
import MockIDPTestKit
import Testing

@Suite(.enabled(if: PythonProgram.isInstalled, PythonProgram.howToInstall), .timeLimit(.minutes(2)))
struct PythonKeycloakTests {
    @Test func `python-keycloak provisions the article's client, uses it and removes it`() async throws {
        try await withMockIDP { idp in
            let answers = try await PythonProgram("python_keycloak_article.py").answers(from: idp.baseURL)
            checkProvisioning(answers)
            checkTokens(answers, issuer: "\(idp.baseURL)/realms/your-realm-id")
            checkRefusals(answers)
        }
    }

    private func checkProvisioning(_ answers: JSONValue) {
        let client = answers["client"]
        #expect(client?["clientId"] == "ai-service-client-id")
        #expect(client?["publicClient"] == false)
        #expect(client?["redirectUris"] == ["https://ai-service.yourdomain.com/*"])
        #expect(client?["webOrigins"] == ["*"])
        #expect(client?["standardFlowEnabled"] == true)
        #expect(client?["directAccessGrantsEnabled"] == true)
        #expect(client?["serviceAccountsEnabled"] == true)
        #expect(client?["secret"] == answers["secret"])
        #expect(answers["secret"]?.string?.count == 86)  // recording: seed_client
        #expect(answers["users"]?.array?.map { $0["email"] } == ["alice@example.com"])
        #expect(answers["users_after_delete"] == [])
    }

    private func checkTokens(_ answers: JSONValue, issuer: String) {
        for grant in ["client_credentials", "password", "refreshed"] {
            #expect(answers[grant]?["iss"]?.string == issuer)
            #expect(answers[grant]?["azp"] == "ai-service-client-id")
            #expect(answers[grant]?["typ"] == "Bearer")
        }
        #expect(answers["client_credentials"]?["client_id"] == "ai-service-client-id")
        #expect(answers["client_credentials"]?["preferred_username"] == "service-account-ai-service-client-id")
        #expect(answers["machine_has_refresh_token"] == false)
        #expect(answers["password"]?["preferred_username"] == "alice")
        #expect(answers["refreshed"]?["sid"] == answers["password"]?["sid"])
        #expect(answers["userinfo"]?["email"] == "alice@example.com")
        #expect(answers["introspection"]?["active"] == true)
        #expect(answers["introspection"]?["username"] == "alice")
        #expect(answers["after_logout"]?["introspection"] == ["active": false])
    }

    private func checkRefusals(_ answers: JSONValue) {
        let expected: [(name: String, status: Int, body: JSONValue)] = [
            ("realm_twice", 409, ["errorMessage": "Realm your-realm-id already exists"]),
            ("client_twice", 409, ["errorMessage": "Client ai-service-client-id already exists"]),
            ("wrong_password", 400, ["error": "invalid_grant", "error_description": "Invalid user credentials"]),
            ("client_after_delete", 404, ["error": "Could not find client"]),
            ("realm_after_delete", 404, ["error": "Realm not found."]),
        ]
        for refusal in expected {
            #expect(answers[refusal.name]?["status"]?.int == refusal.status, "\(refusal.name)")
            #expect(answers[refusal.name]?["body"] == refusal.body, "\(refusal.name)")
        }
        let refresh = answers["after_logout"]?["refresh"]
        #expect(refresh?["status"] == 400)
        #expect(refresh?["body"]?["error"] == "invalid_grant")
    }
}
