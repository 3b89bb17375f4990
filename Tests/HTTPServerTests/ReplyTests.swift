import HTTPServer
import Testing

@Suite struct ReplyTests {
    private func answer(_ reply: Reply, method: String = "GET") async throws -> RawAnswer {
        var found: RawAnswer?
        try await withServer({ _ in reply }) { port in
            let client = try RawClient(port: port)
            client.send("\(method) / HTTP/1.1\r\nHost: h\r\n\r\n")
            found = try client.answer(toHead: method == "HEAD")
            client.send("\(method) / HTTP/1.1\r\nHost: h\r\n\r\n")  // and nothing was left on the connection
            #expect(try client.answer(toHead: method == "HEAD").status == found?.status)
        }
        return try #require(found)
    }

    @Test func `only what the handler says is in the answer, with date and length`() async throws {
        let head = try await answer(Reply(status: 200, headers: [("X", "y")], body: .bytes([97]))).head
        let names = head.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != ":" } }
        #expect(names == ["X", "Date", "Content-Length"])
    }

    @Test func `HEAD has the length and no body`() async throws {
        let answer = try await answer(.text("hello"), method: "HEAD")
        #expect(answer.status == 200)
        #expect(answer["Content-Length"] == "5")
    }

    @Test(arguments: [204, 304]) func `an answer without a body has no length`(status: Int) async throws {
        let answer = try await answer(Reply(status: status, headers: [], body: .bytes([97])))
        #expect(answer.status == status)
        #expect(answer["Content-Length"] == nil)
    }

    @Test func `an empty answer has length 0`() async throws {
        #expect(try await answer(Reply(status: 302, headers: [("Location", "/")]))["Content-Length"] == "0")
    }

    @Test func `a value with a line end is left out`() async throws {
        let headers = [("A", "x\r\nInjected: 1"), ("B", "x\ny"), ("C\r\n", "x"), ("D", "x\0y"), ("E", "good")]
        let head = try await answer(Reply(status: 200, headers: headers)).head
        #expect(!head.contains("Injected"))
        #expect(head.contains("\r\nE: good\r\n"))
        let names = head.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != ":" } }
        #expect(names == ["E", "Date", "Content-Length"])
    }

    @Test func `the handler cannot set the framing`() async throws {
        let headers = [("content-length", "99"), ("Transfer-Encoding", "chunked")]
        let answer = try await answer(Reply(status: 200, headers: headers, body: .bytes([97])))
        #expect(answer["Content-Length"] == "1")
        #expect(answer["Transfer-Encoding"] == nil)
    }

    @Test func `a header may come several times`() async throws {
        let head = try await answer(Reply(status: 200, headers: [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])).head
        #expect(head.contains("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"))
    }

    @Test(arguments: [0, 1, 5_000, 1_000_000]) func `shared bytes arrive whole`(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(97 + $0 % 26) }
        let answer = try await answer(Reply(status: 200, body: .shared(SharedBytes(bytes))))
        #expect(Array(answer.body.utf8) == bytes)
        let copied = try await self.answer(Reply(status: 200, body: .bytes(bytes)))
        #expect(Array(copied.body.utf8) == bytes)
    }

    @Test(arguments: [100, 0, -5, 99_999]) func `a nonsense status does no harm`(status: Int) async throws {
        try await withServer({ _ in Reply(status: status) }) { port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(client.rest().hasPrefix("HTTP/1.1 "))
        }
    }
}
