import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// Who may not do something is told that, whatever he sent (modelled: no recording has both faults at once).
@Suite struct PermissionFirstTests {
    private static let requests: [(method: String, path: String)] = [
        ("PUT", ""), ("PUT", "/events/config"), ("POST", "/users"), ("POST", "/clients"), ("POST", "/roles"),
        ("POST", "/groups"), ("POST", "/components"), ("POST", "/client-scopes"), ("PUT", "/users/profile"),
        ("POST", "/authentication/flows"), ("PUT", "/client-policies/policies"),
    ]
    private static let bodies = ["{", "[]", "5", #"{"nonsense":1}"#, #"{"id":{}}"#, ""]

    @Test(arguments: requests.map { $0.method + " " + $0.path })
    func `permission comes before the body`(request: String) async throws {
        let (method, path) = try #require(Self.requests.first { $0.method + " " + $0.path == request })
        try await withAdmin { admin in
            _ = try await admin.user("none", password: "pw")
            let other = try await admin.user("other", password: "pw")
            try await admin.grant("view-identity-providers", to: other)
            for name in ["none", "other"] {
                let caller = try await admin.loggedIn(as: name, password: "pw")
                for body in Self.bodies {
                    #expect(try await caller.send(method, path, text: body).status == 403, "\(name): \(body)")
                }
            }
        }
    }

    @Test func `permission comes before the values of a body, and before one that is long`() async throws {
        try await withAdmin { admin in
            let user = try await admin.user("bob", password: "pw")
            try await admin.grant("view-clients", to: user)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let client = try await admin.client(["clientId": "a"])["id"]?.string ?? ""
            let requests: [(String, String, JSONValue)] = [
                ("POST", "/clients", ["protocol": "nope"]), ("PUT", "/clients/" + client, ["protocol": "nope"]),
                ("POST", "/client-scopes", ["name": "a b"]), ("POST", "/roles", ["name": ""]),
                ("POST", "/clients/\(client)/roles", ["name": ""]), ("POST", "/clients/\(client)/nodes", [:]),
                ("POST", "/clients/\(client)/protocol-mappers/models", ["protocolMapper": "nope"]),
                ("POST", "/components", ["providerId": "nope"]), ("POST", "/authentication/flows", ["alias": ""]),
                ("PUT", "", ["realm": ""]), ("POST", "/groups", ["name": " "]), ("POST", "/users", [:]),
            ]
            for (method, path, body) in requests {
                #expect(try await admin.send(method, path, body).status >= 400, "\(path)")
                #expect(try await bob.send(method, path, body).status == 403, "\(path)")
                let long = String(repeating: "[", count: Request.largeBody + 1)
                #expect(try await bob.send(method, path, text: long).status == 403, "\(path)")
            }
        }
    }

    @Test func `events are not configured by who has another role, whatever is wrong with what he sends`() async throws
    {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("view-events", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            for body in ["{", "[]", #"{"nonsense":1}"#, #"{"eventsEnabled":"maybe"}"#] {
                #expect(try await bob.send("PUT", "/events/config", text: body).status == 403)
            }
        }
    }

    @Test func `nothing is written of a body that cannot be read`() async throws {
        try await withAdmin { admin in
            _ = try await admin.send("PUT", "/events/config", ["eventsEnabled": true, "eventsExpiration": 60])
            let before = try await admin.get("")
            for (method, path) in Self.requests {
                for body in Self.bodies where !(body.isEmpty || body == #"{"nonsense":1}"#) {
                    let status = try await admin.send(method, path, text: body).status
                    #expect((400...499).contains(status), "\(method) \(path) \(body)")
                }
            }
            #expect(try await admin.get("") == before)
            #expect(try await admin.get("/users/count") == 0)
        }
    }

    @Test func `a name longer than Jackson takes is refused and not repeated`() async throws {
        try await withAdmin { admin in
            for (length, isTaken) in [(49_000, true), (60_000, false)] {
                let name = String(repeating: "n", count: length)
                let answer = try await admin.send("POST", "/users", [name: 1])
                #expect(answer.status == 400)
                #expect((answer.bytes.count > length) == isTaken)
            }
        }
    }
}
