import HTTPServer
import Testing

@Suite struct LimitTests {
    static let options = ServerOptions(maxHeaderBytes: 1_000, maxBodyBytes: 1_000)

    @Test func `a head of the allowed length passes, a longer one is 431`() async throws {
        try await withServer({ _ in .empty(status: 200) }, Self.options) { port in
            let start = "GET / HTTP/1.1\r\nHost: h\r\nX: "
            let room = 1_000 - start.utf8.count - 4
            let client = try RawClient(port: port)
            client.send(start + String(repeating: "a", count: room) + "\r\n\r\n")
            #expect(try client.answer().status == 200)
            client.send(start + String(repeating: "a", count: room + 1) + "\r\n\r\n")
            #expect(try client.answer().status == 431)
            #expect(client.isClosed())
        }
    }

    @Test func `a head that never ends is 431`() async throws {
        try await withServer(echo, Self.options) { port in
            let client = try RawClient(port: port)
            client.send("GET /" + String(repeating: "a", count: 1_000))
            #expect(try client.answer().status == 431)
            #expect(client.isClosed())
        }
    }

    @Test func `a body of the allowed length passes, a longer one is 413`() async throws {
        try await withServer({ .text("\($0.body.count)") }, Self.options) { port in
            let client = try RawClient(port: port)
            let start = "POST / HTTP/1.1\r\nHost: h\r\n"
            client.send(start + "Content-Length: 1000\r\n\r\n" + String(repeating: "a", count: 1_000))
            #expect(try client.answer().body == "1000")
            client.send(start + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + String(repeating: "a", count: 1_000))
            client.send("\r\n0\r\n\r\n")
            #expect(try client.answer().body == "1000")
            client.send(start + "Content-Length: 1001\r\n\r\n" + String(repeating: "a", count: 1_001))
            #expect(try client.answer().status == 413)
            #expect(client.isClosed())
        }
    }

    @Test func `chunks that are too long together are 413`() async throws {
        try await withServer(echo, Self.options) { port in
            let client = try RawClient(port: port)
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<3 { client.send("1f4\r\n" + String(repeating: "a", count: 500) + "\r\n") }
            client.send("0\r\n\r\n")
            #expect(try client.answer().status == 413)
            #expect(client.isClosed())
        }
    }

    @Test(arguments: [
        "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n", "Content-Length: 999999999999\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    ])
    func `a body that nobody will read is refused at once`(rest: String) async throws {
        try await withServer(echo, Self.options) { port in
            let client = try RawClient(port: port)
            client.send("POST / HTTP/1.1\r\nHost: h\r\n" + rest)
            #expect(try client.answer().status == 413)
            #expect(client.isClosed())
        }
    }

    @Test(arguments: ["", "GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab"])
    func `a silent client is closed`(beginning: String) async throws {
        let options = ServerOptions(idleTimeout: .milliseconds(50), requestTimeout: .milliseconds(50))
        try await withServer(echo, options) { port in
            let client = try RawClient(port: port)
            client.send(beginning)
            #expect(client.isClosed())
        }
    }

    @Test func `a client that says too little is closed`() async throws {
        let options = ServerOptions(maxHeaderBytes: 1 << 30, requestTimeout: .milliseconds(50))
        try await withServer(echo, options) { port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\n")
            let end = ContinuousClock.now + .seconds(10)
            while client.isOpen, ContinuousClock.now < end { client.send("a") }
            #expect(ContinuousClock.now < end)
        }
    }

    @Test func `a handler may wait longer than a client may be silent`() async throws {
        let options = ServerOptions(idleTimeout: .milliseconds(30))
        let handler: Handler = { _ in
            try? await Task.sleep(for: .milliseconds(150))
            return .text("late")
        }
        try await withServer(handler, options) { port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == "late")
            #expect(client.isClosed())
        }
    }
}
