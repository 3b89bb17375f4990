import JSON
import Testing

@testable import MockIDP

@Suite struct ChangeClientTests {
    @Test func `what a change lacks stays, an empty attribute goes`() async throws {
        try await withAdmin { admin in
            let made = try await admin.client(["clientId": "a", "name": "A", "attributes": ["x": "1", "y": "2"]])
            let path = "/clients/" + (made["id"]?.string ?? "")
            let answer = try await admin.send("PUT", path, ["clientId": "a", "attributes": ["x": "", "z": "3"]])
            #expect(answer.status == 204)
            let client = try await admin.get(path)
            #expect(client["name"] == "A")
            #expect(client["secret"] == made["secret"])
            #expect(client["attributes"]?["x"] == nil)
            #expect(client["attributes"]?["y"] == "2")
            #expect(client["attributes"]?["z"] == "3")
        }
    }

    @Test func `a service account follows its client`() async throws {
        try await withAdmin { admin in
            let made = try await admin.client(["clientId": "a"])
            let path = "/clients/" + (made["id"]?.string ?? "")
            try await admin.send("PUT", path, ["serviceAccountsEnabled": true])
            try await admin.send("PUT", path, ["clientId": "b"])
            #expect(try await admin.get(path + "/service-account-user")["username"] == "service-account-b")
            try await admin.send("PUT", path, ["serviceAccountsEnabled": false])
            let user = try await admin.send("GET", path + "/service-account-user")
            #expect((user.status, user.sentence) == (400, "Service account not enabled for the client 'b'"))
            #expect(try await admin.get("/users?username=service-account-b") == [])
            let scopes = try await admin.get(path)["defaultClientScopes"]?.array ?? []
            #expect(!scopes.contains("service_account"))
        }
    }

    @Test func `a client that turns confidential gets a secret`() async throws {
        try await withAdmin { admin in
            let made = try await admin.client(["clientId": "a", "publicClient": true])
            let path = "/clients/" + (made["id"]?.string ?? "")
            #expect(try await admin.get(path + "/client-secret") == ["type": "secret"])
            try await admin.send("PUT", path, ["publicClient": false])
            #expect(try await admin.get(path)["secret"]?.string?.count == 86)
        }
    }

    @Test func `another client's name is refused`() async throws {
        try await withAdmin { admin in
            _ = try await admin.client(["clientId": "a"])
            let made = try await admin.client(["clientId": "b"])
            let answer = try await admin.send("PUT", "/clients/" + (made["id"]?.string ?? ""), ["clientId": "a"])
            #expect((answer.status, answer.sentence) == (409, "Duplicate resource error"))
        }
    }

    @Test func `mappers of a change replace those of other names`() async throws {
        try await withAdmin { admin in
            func mapper(_ name: String, _ value: String) -> JSONValue {
                [
                    "name": .string(name), "protocol": "openid-connect",
                    "protocolMapper": "oidc-hardcoded-claim-mapper",
                    "config": ["claim.value": .string(value)],
                ]
            }
            let made = try await admin.client([
                "clientId": "a", "protocolMappers": [mapper("x", "1"), mapper("y", "1")],
            ])
            let path = "/clients/" + (made["id"]?.string ?? "")
            try await admin.send("PUT", path, ["protocolMappers": [mapper("y", "2"), mapper("z", "2")]])
            let mappers = try await admin.get(path)["protocolMappers"]?.array ?? []
            #expect(mappers.compactMap { $0["name"]?.string } == ["y", "z"])
            #expect(mappers.first?["id"] == made["protocolMappers"]?[1]?["id"])
            #expect(mappers.first?["config"]?["claim.value"] == "2")
        }
    }

    @Test func `a deleted client takes its roles and its service account along`() async throws {
        try await withAdmin { admin in
            let made = try await admin.client(["clientId": "a", "serviceAccountsEnabled": true])
            let path = "/clients/" + (made["id"]?.string ?? "")
            #expect(try await admin.send("POST", path + "/roles", ["name": "r"]).status == 201)
            #expect(try await admin.send("DELETE", path).status == 204)
            #expect(try await admin.send("DELETE", path).sentence == "Could not find client")
            #expect(try await admin.get("/users?username=service-account-a") == [])
        }
    }

    @Test func `a new secret is another, and a rotated one is forgotten`() async throws {
        try await withAdmin { admin in
            let made = try await admin.client(["clientId": "a", "attributes": ["client.secret.rotated": "old"]])
            let path = "/clients/" + (made["id"]?.string ?? "") + "/client-secret"
            #expect(try await admin.get(path + "/rotated")["value"] == "old")
            let renewed = try await admin.send("POST", path)
            #expect(renewed.json["value"] != made["secret"])
            #expect(renewed.header("Cache-Control") == nil)
            #expect(try await admin.get(path) == renewed.json)
            #expect(try await admin.send("GET", path + "/rotated").status == 404)
        }
    }

    @Test func `the clients that hold admin roles are not to be changed`() async throws {
        try await withAdmin { admin in
            let client = try await admin.get("/clients?clientId=realm-management")[0]
            #expect(client?["access"] == ["view": true, "configure": false, "manage": false])
            let path = "/clients/" + (client?["id"]?.string ?? "")
            #expect(try await admin.send("DELETE", path).status == 403)
        }
    }
}
