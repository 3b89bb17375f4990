import Crypto
import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Names that look the same and are different bytes are different names, in whatever is named.
@Suite struct LookAlikeTests {
    /// Pairs that Swift's own `==` takes for equal: an accent composed and not, Kelvin and K, a Greek question mark and a
    /// semicolon, two accents in either order.
    static let pairs: [[String]] = [
        ["caf\u{e9}", "cafe\u{301}"], ["\u{212A}elvin", "Kelvin"], ["a\u{37E}b", "a;b"],
        ["a\u{301}\u{327}", "a\u{327}\u{301}"],
    ]

    @Test(arguments: pairs) func `maps and sets hold both`(pair: [String]) {
        var map: TextMap<Int> = [:]
        var set: TextSet = []
        for (place, name) in pair.enumerated() {
            #expect(map[name] == nil)
            map[name] = place
            #expect(set.insert(name).inserted)
        }
        #expect(pair.map { map[$0] } == [0, 1])
        #expect(set.count == 2)
        let object: JSONObject = [pair[0]: 0, pair[1]: 1]
        #expect(object.count == 2 && object[pair[1]] == 1)
        #expect(!sameBytes(pair[0], pair[1]) && JSONValue.string(pair[0]) != .string(pair[1]))
        #expect(!isRegistered("http://x/" + pair[0], in: ["http://x/" + pair[1], "http://x/\(pair[1])*"], root: nil))
    }

    @Test func `an accent hides neither a fragment nor a way up`() {
        for uri in ["http://x/a#\u{301}", "http://x/a/../\u{301}b", "http://x/a/..\u{301}/../b"] {
            #expect(!isRegistered(uri, in: ["*", "http://x/a/*"], root: nil), "\(uri)")
        }
    }

    @Test(arguments: pairs.filter { $0[1] != "Kelvin" }) func `clients, users, roles, scopes and groups are two`(
        pair: [String]
    ) async throws {
        try await withAdmin { admin in
            for (kind, member) in [
                ("client-scopes", "name"), ("groups", "name"), ("roles", "name"), ("users", "username"),
            ] {
                for name in pair {
                    var body: JSONObject = [member: .string(name)]
                    if kind == "client-scopes" { body["protocol"] = "openid-connect" }
                    // Characters that a username may not have are refused, and names in capitals lowered, for both.
                    let made = try await admin.send("POST", "/" + kind, .object(body))
                    let mayRefuse = kind == "users" || kind == "client-scopes"
                    #expect(made.status == 201 || mayRefuse, "\(kind) \(name): \(made.sentence ?? "")")
                }
            }
            for (place, name) in pair.enumerated() {
                let members: JSONObject = [
                    "clientId": .string(name), "secret": .string("secret\(place)"), "serviceAccountsEnabled": true,
                ]
                _ = try await admin.client(members)
                #expect(
                    try await admin.get("/roles/" + PercentEncoding.encode(name, in: .query))["name"] == .string(name))
            }
            // Each in turn, and again when both are known.
            for (client, secret, status) in [
                (0, 0, 200), (1, 0, 401), (1, 1, 200), (0, 1, 401), (0, 0, 200), (1, 1, 200),
            ] {
                let form = Form([
                    ("grant_type", "client_credentials"), ("client_id", pair[client]),
                    ("client_secret", "secret\(secret)"),
                ])
                let answer = await admin.form("/protocol/openid-connect/token", form.text)
                #expect(answer.status == status, "\(pair[client]) with secret \(secret)")
            }
        }
    }

    @Test(arguments: pairs.filter { $0[1] != "a;b" }) func `realms are two`(pair: [String]) async throws {
        try await withAdmin { admin in
            var realms: [AdminSession] = []
            for (place, name) in pair.enumerated() {
                try await admin.idp.realm(name) {}
                let realm = admin.at(pathSegment(name))
                _ = try await realm.user("user\(place)", password: "pw")
                realms.append(realm)
            }
            for (realm, user) in [(0, 0), (0, 1), (1, 0), (1, 1), (0, 0)] {
                let session = try await realms[realm].loggedIn(as: "user\(user)", password: "pw")
                #expect(session.token.isEmpty == (realm != user), "user \(user) at realm \(realm)")
            }
            let user = try await realms[0].user("boss", password: "pw")
            try await realms[0].grant("realm-admin", to: user)
            let boss = try await realms[0].loggedIn(as: "boss", password: "pw")
            #expect(try await boss.send("GET", "/users").status == 200)
            let other = AdminSession(idp: admin.idp, token: boss.token, realm: realms[1].realm)
            #expect(try await other.send("GET", "/users").status == 403)
        }
    }
}

@Suite struct TextComparisonTests {
    @Test(arguments: LookAlikeTests.pairs) func `no operator takes them for one another`(pair: [String]) {
        let (one, other) = (pair[0], pair[1])
        let perhaps: String? = one
        #expect((one == other) == false)
        #expect(one != other && perhaps != other && !(perhaps == other))
        #expect(!(Substring(one) == Substring(other)) && !(one == Substring(other)) && !(Substring(one) == other))
        #expect(!one.hasPrefix(other) && !one.hasSuffix(other) && !Substring(one).hasPrefix(other))
        #expect(![one].contains(other) && [one].firstIndex(of: other) == nil)
        switch one {
        case other: Issue.record("a pattern matched")
        default: break
        }
        #expect(RoleContainer.client(one) != .client(other))
    }

    @Test func `a combining character hides no separator`() {
        let text = "/a/\u{301}b/"
        #expect(text.split(separator: "/") == ["a", "\u{301}b"])
        #expect(text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).count == 2)
        #expect(text.dropFirst(1).split(separator: "/").count == 2)
        let pair = "n:\u{301}v"
        #expect(pair.contains(":") && pair.firstIndex(of: ":") == pair.lastIndex(of: ":"))
        #expect(pair.firstIndex(of: ":").map { pair[..<$0] == "n" } == true)
        #expect(!pair.contains("="))
    }

    @Test func `names that begin with a combining character are found`() async throws {
        try await withAdmin { admin in
            let top = try await admin.send("POST", "/groups", ["name": "top"]).id
            #expect(try await admin.send("POST", "/groups/\(top)/children", ["name": "\u{301}c"]).status == 201)
            #expect(try await admin.send("GET", "/group-by-path/top/%CC%81c").status == 200)
            let user: JSONValue = ["username": "bob", "groups": ["/top/\u{301}c"]]
            #expect(try await admin.send("POST", "/users", user).status == 201)
            #expect(try await admin.send("PUT", "", ["passwordPolicy": "regexPattern(\u{301}a)"]).status == 204)
            try await admin.send("PUT", "/users/profile", ["unmanagedAttributePolicy": "ENABLED"])
            let other: JSONValue = ["username": "eve", "attributes": ["k": ["\u{301}v"]]]
            #expect(try await admin.send("POST", "/users", other).status == 201)
            #expect(try await admin.get("/users?q=k:%CC%81v")[0]?["username"] == "eve")
            _ = try await admin.client(["clientId": "app", "secret": "\u{301}s", "serviceAccountsEnabled": true])
            let basic = "Basic " + Base64.encode(Array("app:%CC%81s".utf8))
            let login = await admin.answer(
                .post, "/realms/house/protocol/openid-connect/token",
                [("Authorization", basic), ("Content-Type", "application/x-www-form-urlencoded")],
                "grant_type=client_credentials")
            #expect(login.status == 200)
        }
    }
}
