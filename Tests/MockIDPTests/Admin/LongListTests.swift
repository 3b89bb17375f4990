import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// Lists of more users than one turn at the store looks through.
@Suite struct LongListTests {
    private static func name(_ number: Int) -> String { "user\(10000 + number)" }

    private func withUsers(_ body: (AdminSession) async throws -> Void) async throws {
        try await withAdmin { house in
            let users = (0..<2500).map { number -> JSONValue in
                let isTenth = number % 10 == 0
                return [
                    "username": .string(Self.name(number)), "enabled": .bool(isTenth),
                    "groups": isTenth ? ["/all", "/tenth"] : ["/all"],
                    "realmRoles": isTenth ? ["all", "tenth"] : ["all"],
                ]
            }
            let names: JSONValue = [["name": "all"], ["name": "tenth"]]
            let admin = AdminSession(idp: house.idp, token: house.token, realm: "long")
            let made = try await AdminSession(idp: house.idp, token: house.token, realm: "")
                .send(
                    "POST", "",
                    [
                        "realm": "long", "enabled": true, "users": .array(users), "groups": names,
                        "roles": ["realm": names],
                    ])
            #expect(made.status == 201)
            try await body(admin)
        }
    }

    private func names(_ query: String, of path: String = "/users", _ admin: AdminSession) async throws -> [String] {
        try await admin.get(path + query).array?.compactMap { $0["username"]?.string } ?? []
    }

    @Test func `all users are listed, in the order of their names`() async throws {
        try await withUsers { admin in
            #expect(try await names("?max=100000", admin) == (0..<2500).map(Self.name))
            #expect(try await names("?max=-1", admin).count == 2500)
            #expect(try await names("", admin).count == 100)
            let count = try await admin.get("/users/count")
            #expect(count == 2500)
        }
    }

    @Test func `a page is the same wherever it begins and ends`() async throws {
        try await withUsers { admin in
            for (first, max) in [
                (0, 1), (990, 20), (1000, 5), (999, 1), (1500, 900), (2499, 10), (2500, 10), (9999, 1),
            ] {
                let page = try await names("?first=\(first)&max=\(max)", admin)
                #expect(page == (0..<2500).map(Self.name).dropFirst(first).prefix(max).map(\.self), "\(first) \(max)")
            }
            #expect(try await names("?max=0", admin).isEmpty)
        }
    }

    @Test func `those who match are found wherever they stand`() async throws {
        try await withUsers { admin in
            let enabled = (0..<250).map { Self.name($0 * 10) }
            #expect(try await names("?enabled=true&max=1000", admin) == enabled)
            #expect(try await names("?enabled=true&first=95&max=20", admin) == Array(enabled[95..<115]))
            #expect(try await names("?search=user12499", admin) == [Self.name(2499)])
            let count = try await admin.get("/users/count?enabled=true")
            #expect(count == 250)
        }
    }

    @Test(arguments: ["all", "tenth"])
    func `those of a group and of a role are listed as all are`(name: String) async throws {
        try await withUsers { admin in
            let all = (0..<2500).filter { name == "all" || $0 % 10 == 0 }.map(Self.name)
            let group = try await admin.get("/group-by-path/" + name)["id"]?.string ?? ""
            let (members, holders) = ("/groups/\(group)/members", "/roles/\(name)/users")
            for path in [members, holders] {
                #expect(try await names("?max=2147483647", of: path, admin) == all)
                #expect(try await names("?max=-1", of: path, admin) == all)
                #expect(try await names("?max=0", of: path, admin).isEmpty)
                for (first, max) in [(0, 1), (95, 20), (990, 20), (999, 1), (1000, 5), (2499, 10), (2500, 1)] {
                    let page = try await names("?first=\(first)&max=\(max)", of: path, admin)
                    #expect(page == Array(all.dropFirst(first).prefix(max)), "\(path) \(first) \(max)")
                }
            }
            #expect(try await names("", of: members, admin) == Array(all.prefix(100)))
            #expect(try await names("", of: holders, admin) == all)
        }
    }

    @Test func `those of a group are looked for in turns, unless they are few`() async throws {
        try await withUsers { admin in
            for (name, expected) in [("all", 3), ("tenth", 1)] {
                let group = try await admin.get("/group-by-path/" + name)["id"]?.string ?? ""
                let headers = Headers([("Host", admin.host), ("Authorization", "Bearer " + admin.token)])
                let request = Request(
                    call: Call(method: .get, target: "/", headers: headers, body: []), idp: admin.idp.services,
                    parameters: [("realm", "long"), ("id", group)])
                var turns = 0
                try await UserQuery().eachStretch(AdminCall(request), of: .members) { _, _, _, _ in
                    turns += 1
                    return true
                }
                #expect(turns == expected, "\(name)")
            }
        }
    }
}
