import HTTPServer

@testable import MockIDP

extension Target {
    /// `METHOD /path` and, on the next line, a body: a call at a realm with one of everything, which is whole afterwards.
    static let call = Target(name: "call") {
        try Routes.all.flatMap { route in
            try ["1", "n"].map { id in
                let path = route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
                    segment == "{realm}" ? "made" : segment.first == "{" ? id : String(segment)
                }
                return Array("\(route.method) \(path.joined(separator: "/"))\n".utf8) + (try body(of: route, id))
            }
        }
    } run: { bytes in
        let lines = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
        let words = (lines.first ?? []).split(separator: 32, maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        // What comes by the wire has a method and a path.
        guard words.count == 2, !words[0].isEmpty, words[1].utf8.first == UInt8(ascii: "/") else { return }
        let server = serverForCalls
        try await server.start()
        try await makeRealm(server)
        let reply = await server.answer(HTTPMethod(words[0]), words[1], lines.count == 2 ? Array(lines[1]) : [])
        try expect(!reply.isFault, "\(words[0]) is answered \(reply.status)")
        if words[0] == "GET" { return }
        for name in await server.realms() where name != "master" {
            try await server.expectReadable(name)
            if reply.status < 300 { try await server.remove(name) }
        }
        // There the administrator is at home.
        if words[1].contains("master") { await server.stop() }
    }

    /// What a body looks like, by the last segment of a path that is no parameter.
    private static let bodies = [
        "realms": "realm", "clients": "client", "users": "user", "roles": "role", "roles-by-id": "role",
        "groups": "group", "children": "group", "client-scopes": "client-scope", "components": "component",
        "flows": "flow", "reset-password": "credential",
    ]

    private static func body(of route: Route, _ id: String) throws -> [UInt8] {
        if route.method == "GET" || route.method == "DELETE" { return [] }
        if route.pattern.hasPrefix("/realms/") {
            return Array(
                "grant_type=password&client_id=n&client_secret=s&username=n&password=n&scope=openid&token=n".utf8)
        }
        let last = route.pattern.split(separator: "/").last { $0.first != "{" }.map(String.init) ?? ""
        if id == "n", let name = bodies[last] { return try Seeds.representation(name) }
        return Array((id == "1" ? #"[{"id":"1","name":"n"}]"# : #"{"name":"x","alias":"x"}"#).utf8)
    }

    private static func makeRealm(_ server: RealmServer) async throws {
        if await server.realms().contains("made") { return }
        let reply = await server.answer("POST", "/admin/realms", RealmServer.document)
        try expect(reply.status == 201, "the realm that calls are made at is not made: \(reply.status)")
    }
}

private let serverForCalls = RealmServer()
