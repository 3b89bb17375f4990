import JSON
import Testing

@testable import MockIDP

/// Lists of more users than one turn at the store looks through.
@Suite struct LongListTests {
    private static func name(_ number: Int) -> String { "user\(10000 + number)" }

    private func withUsers(_ body: (AdminSession) async throws -> Void) async throws {
        try await withAdmin { house in
            let users = (0..<2500).map { number -> JSONValue in
                ["username": .string(Self.name(number)), "enabled": .bool(number % 10 == 0)]
            }
            let admin = AdminSession(idp: house.idp, token: house.token, realm: "long")
            let made = try await AdminSession(idp: house.idp, token: house.token, realm: "")
                .send("POST", "", ["realm": "long", "enabled": true, "users": .array(users)])
            #expect(made.status == 201)
            try await body(admin)
        }
    }

    private func names(_ query: String, _ admin: AdminSession) async throws -> [String] {
        try await admin.get("/users" + query).array?.compactMap { $0["username"]?.string } ?? []
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
}
