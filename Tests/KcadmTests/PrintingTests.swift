import HTTPServer
import JSON
import Testing

@testable import Kcadm

/// What `get` prints of a response.
@Suite struct PrintingTests {
    private static let clients: JSONValue = [
        [
            "id": "1", "clientId": "web", "enabled": true, "uris": ["a", "b"],
            "access": ["view": true, "map": ["x": 1]],
        ],
        ["id": "2", "clientId": "it's \"b\""],
    ]

    private func filtered(_ fields: String) throws -> String {
        try FieldFilter(fields).applied(to: Self.clients).text
    }

    @Test(arguments: [
        ("id", #"[{"id":"1"},{"id":"2"}]"#),
        ("clientId,id", #"[{"id":"1","clientId":"web"},{"id":"2","clientId":"it's \"b\""}]"#),
        ("id,access", #"[{"id":"1","access":{}},{"id":"2"}]"#),
        ("uris,access(view)", #"[{"uris":["a","b"],"access":{"view":true}},{}]"#),
        ("access(*)", #"[{"access":{"view":true,"map":{}}},{}]"#),
        ("access(*(*))", #"[{"access":{"view":true,"map":{"x":1}}},{}]"#),
        (
            "*(*),-id,-uris",
            ##"[{"clientId":"web","enabled":true,"access":{"view":true,"map":{}}},{"clientId":"it's \"b\""}]"##
        ),
    ])
    func `only the members named are printed`(_ fields: String, _ expected: String) throws {
        #expect(try filtered(fields) == expected)
    }

    @Test(arguments: ["a,", ",a", "a(", "a(b", "a)", "a(b))", "()", "a(,)", "a(b)c", "a,,b"])
    func `what is no filter is refused`(_ fields: String) {
        #expect(throws: Failure.self) { try filtered(fields) }
    }

    @Test func `a filter has a bound`() {
        #expect(throws: Failure.self) { try filtered(String(repeating: "a(", count: 100_000)) }
        #expect(throws: Failure.misuse("Fields spec is null or empty!")) { try filtered(" ") }
    }

    @Test(arguments: [
        (["--format", "csv", "-F", "clientId,id"], "\"web\",\"1\"\n\"it's \\\"b\\\"\",\"2\"\n"),
        (["--format", "CSV", "-F", "clientId,id", "--noquotes"], "web,1\nit's \"b\",2\n"),
        (["--format", "csv", "--noquotes", "--fields", "id,no,uris,enabled"], "1,,a,b,true\n2,,,\n"),
        (["--format", "csv", "--noquotes"], "1,web,true,a,b,true,1\n2,it's \"b\"\n"),
        (["-c"], clients.text),
        (
            ["-F", "id,uris"],
            """
            [ {
              "id" : "1",
              "uris" : [ "a", "b" ]
            }, {
              "id" : "2"
            } ]
            """
        ),
    ])
    func `a response is printed`(_ options: [String], _ expected: String) async throws {
        let program = Program { _ in Reply.json(Self.clients.bytes) }
        let run = try await program.run(["get", "clients", "--token", "t", "-r", "a"] + options)
        #expect(run.output == expected)
        #expect(run.status == 0)
    }

    @Test func `what is no JSON is printed as it is, and not filtered`() async throws {
        let program = Program { _ in Reply.text("plain") }
        let plain = try await program.run(["get", "clients", "--token", "t", "-r", "a"])
        #expect(plain.output == "plain")
        #expect(plain.errors == "\n")
        let filtered = try await program.run(["get", "clients", "--token", "t", "-r", "a", "-F", "id"])
        #expect(filtered.output.isEmpty)
        #expect(
            filtered.errors == "Cannot create CSV nor filter returned fields because the response is not json\n")
    }

    @Test func `headers are printed before the body`() async throws {
        let program = Program { _ in Reply.json(JSONValue.array([]).bytes) }
        let run = try await program.run(["get", "clients", "--token", "t", "-r", "a", "-H"])
        #expect(run.output.hasPrefix("HTTP/1.1 200 OK\n"))
        #expect(run.output.hasSuffix("\n\n[ ]"))
    }
}
