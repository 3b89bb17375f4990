import JSON
import Testing

@testable import MockIDP

/// Lists of roles, groups and clients that are read in more than one turn at the store.
@Suite struct StretchTests {
    private static let count = 1100

    private func names(_ kind: String, _ count: Int) -> JSONValue {
        .array((0..<count).map { ["name": .string("\(kind)\(10_000 + $0)")] })
    }

    @Test func `a page of roles, groups or clients is the same wherever its stretches end`() async throws {
        try await withAdmin { house in
            let groups: JSONValue = [["name": "top", "subGroups": names("sub", Self.count)]]
            let clients = (0..<250).map { ["clientId": .string("client\(10_000 + $0)")] as JSONValue }
            let document: JSONValue = [
                "realm": "long", "enabled": true, "roles": ["realm": names("role", Self.count)],
                "groups": .array((groups.array ?? []) + (names("zgroup", Self.count).array ?? [])),
                "clients": .array(clients),
            ]
            #expect(try await house.at("").send("POST", "", document).status == 201)
            let admin = house.at("long")
            let top = try await admin.get("/groups?max=1")[0]?["id"]?.string ?? ""
            for (path, name, prefix) in [
                ("/roles?search=role1", "name", "role"), ("/groups?a=b", "name", "zgroup"),
                ("/groups/\(top)/children?a=b", "name", "sub"),
                ("/clients?clientId=client1&search=true", "clientId", "client"),
            ] {
                func list(_ query: String) async throws -> [String] {
                    try await admin.get(path + query).array?.compactMap { $0[name]?.string } ?? []
                }
                let count = prefix == "client" ? 250 : Self.count
                let all = try await list("&max=5000")
                #expect(all.filter { $0 != "top" } == (0..<count).map { "\(prefix)\(10_000 + $0)" }, "\(path)")
                #expect(try await list("&first=99&max=102") == Array(all[99..<201]))
                #expect(try await list("&first=\(count - 5)&max=1000") == Array(all[(count - 5)...]))
                #expect(try await list("&max=0") == [])
                #expect(try await list("&first=9999&max=9") == [])
            }
            #expect(try await admin.get("/roles").array?.count == Self.count + 3)
        }
    }
}
