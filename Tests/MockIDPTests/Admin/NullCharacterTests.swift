import JSON
import Testing

@testable import MockIDP

/// U+0000 ends a text where SQLite takes it out of a document, and dots in a path mean other places.
@Suite struct NullCharacterTests {
    private static let doors: [(method: String, path: String, body: String)] = [
        ("POST", "/roles", #"{"name":"admin\u0000x"}"#),
        ("POST", "/roles", #"{"name":"r","attributes":{"a\u0000":["b"]}}"#),
        ("PUT", "/roles/offline_access", #"{"name":"offline_access\u0000"}"#),
        ("POST", "/groups", #"{"name":"g\u0000"}"#),
        ("POST", "/users", #"{"username":"al\u0000ice"}"#),
        ("POST", "/users", #"{"username":"alice","attributes":{"a":["\u0000"]}}"#),
        ("POST", "/client-scopes", #"{"name":"s\u0000","protocol":"openid-connect"}"#),
        ("POST", "/authentication/flows", #"{"alias":"f\u0000","providerId":"basic-flow"}"#),
        ("POST", "/authentication/flows/browser/copy", #"{"newName":"f\u0000"}"#),
        ("POST", "/components", #"{"name":"c","providerType":"t\u0000","providerId":"p"}"#),
        ("PUT", "/users/profile", #"{"attributes":[{"name":"username\u0000"}]}"#),
        ("PUT", "", #"{"realm":"house\u0000"}"#),
    ]

    @Test(arguments: 0..<12)
    func `a text with U+0000 is refused`(door: Int) async throws {
        try await withAdmin { admin in
            let (method, path, body) = Self.doors[door]
            let answer = try await admin.send(method, path, text: body)
            #expect((answer.status, answer.sentence) == (400, "The character U+0000 is not allowed in a text"))
        }
    }

    @Test func `a realm document with U+0000 is refused`() async throws {
        try await withAdmin { admin in
            let top = admin.at("")
            for body in [
                #"{"realm":"\u0000"}"#, #"{"realm":"x","roles":{"realm":[{"name":"a\u0000","id":"b\u0000"}]}}"#,
                #"{"realm":"x","clients":[{"clientId":"a\u0000"}]}"#,
            ] {
                let answer = try await top.send("POST", "", text: body)
                #expect(answer.status == 400)
            }
        }
    }

    /// Keycloak takes it (recording: bad_input 124).
    @Test func `a client with U+0000 in its name is reached by its whole name only`() async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/clients", text: #"{"clientId":"app\u0000x","publicClient":true}"#)
            #expect(made.status == 201)
            #expect(try await admin.get("/clients/" + made.id)["clientId"] == "app\0x")
            try await admin.idp.services.store.read { (tx) throws in
                let realm = try #require(try tx.realm(named: "house"))
                #expect(try tx.client(clientId: "app", in: realm.id) == nil)
                #expect(try tx.client(clientId: "app\0x", in: realm.id)?.id == made.id)
                #expect(try tx.client(clientId: "app\0y", in: realm.id) == nil)
            }
        }
    }

    /// Keycloak takes such names and ids, and what has them cannot be reached any more.
    @Test(arguments: [".", ".."])
    func `a name that no path leads to is refused`(name: String) async throws {
        try await withAdmin { admin in
            let name = JSONValue.string(name)
            let flow: JSONValue = ["alias": "f", "providerId": "basic-flow", "topLevel": true]
            let made = try await admin.send("POST", "/authentication/flows", flow).id
            let tries: [(String, String, JSONValue)] = [
                ("POST", "/roles", ["name": name]), ("PUT", "/roles/offline_access", ["name": name]),
                ("POST", "/clients", ["clientId": "c", "id": name]),
                ("POST", "/client-scopes", ["name": "s", "id": name, "protocol": "openid-connect"]),
                ("POST", "/components", ["name": "c", "id": name, "providerType": "t", "providerId": "p"]),
                ("POST", "/authentication/flows", ["alias": name, "providerId": "basic-flow"]),
                ("PUT", "/authentication/flows/" + made, ["alias": name]),
                ("POST", "/authentication/flows/f/copy", ["newName": name]),
                ("POST", "/authentication/flows/f/executions/flow", ["alias": name, "type": "basic-flow"]),
                ("PUT", "", ["realm": name]),
            ]
            for (method, path, body) in tries {
                #expect(try await admin.send(method, path, body).status == 400, "\(method) \(path)")
            }
            let top = admin.at("")
            let realms: [JSONValue] = [
                ["realm": name], ["realm": "x", "id": name], ["realm": "x", "roles": ["realm": [["name": name]]]],
                ["realm": "x", "clients": [["clientId": "c", "id": name]]],
                ["realm": "x", "users": [["username": "u", "id": name]]],
                ["realm": "x", "authenticationFlows": [["alias": name]]],
            ]
            for realm in realms { #expect(try await top.send("POST", "", realm).status == 400, "\(realm)") }
        }
    }
}
