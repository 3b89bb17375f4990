import HTTPServer
import Testing

@Suite struct RequestTests {
    @Test func `a request reaches the handler as it was sent`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            for target in ["/admin/realms//x", "/%2e%2e/%41?a=%20+b&c", "/x?y?z", "/a|{}"] {
                client.send("GET \(target) HTTP/1.1\r\nHost: here\r\nX-Blank:  a b \t\r\n\r\n")
                let answer = try client.answer()
                #expect(answer.status == 200)
                #expect(answer.body == "GET \(target) [] Host=here|X-Blank=a b")
            }
        }
    }

    @Test func `an absolute target gives the path and the authority`() async throws {
        let handler: Handler = { .text("\($0.path) \($0.query ?? "-") \($0.authority ?? "-")") }
        try await withServer(handler) { port in
            let client = try RawClient(port: port)
            client.send("GET http://other:81/a/b?c HTTP/1.1\r\nHost: here\r\n\r\n")
            #expect(try client.answer().body == "/a/b c other:81")
            client.send("GET HTTP://other HTTP/1.1\r\nHost: here\r\n\r\n")
            #expect(try client.answer().body == "/ - other")
            client.send("OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n")
            #expect(try client.answer().body == "* - here")
        }
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
    func `every method may have a body`(method: String) async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            for _ in 0..<2 {
                client.send("\(method) /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc")
                let answer = try client.answer(toHead: method == "HEAD")
                #expect(answer.status == 200)
                #expect(method == "HEAD" || answer.body == "\(method) /a [abc] Host=h|Content-Length=3")
            }
        }
    }

    @Test func `requests sent together are answered in their order`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(
                (0..<200).map { n in
                    n.isMultiple(of: 3)
                        ? "POST /\(n) HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy"
                        : "GET /\(n) HTTP/1.1\r\nHost: h\r\n\r\n"
                }.joined())
            for n in 0..<200 { #expect(try client.answer().body.split(separator: " ")[1] == "/\(n)") }
        }
    }

    @Test func `thousands of requests sent ahead are answered in their order`() async throws {
        try await withServer({ .text($0.target) }) { port in
            let client = try RawClient(port: port)
            let requests = (0..<5_000).map { "POST /\($0) HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy" }
            client.sendAside(Array(requests.joined().utf8))
            for n in 0..<5_000 { #expect(try client.answer().body == "/\(n)") }
        }
    }

    @Test func `a large body after many requests arrives`() async throws {
        try await withServer({ .text("\($0.body.count)") }) { port in
            let client = try RawClient(port: port)
            let before = String(repeating: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", count: 300)
            client.send(before + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n")
            client.sendAside([UInt8](repeating: 97, count: 3_000_000))
            for _ in 0..<300 { #expect(try client.answer().body == "0") }
            #expect(try client.answer().body == "3000000")
        }
    }

    @Test func `a request may come byte by byte`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            let chunked =
                "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: x\r\n\r\n"
            for byte in ("\r\nPOST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc" + chunked).utf8 {
                client.send([byte])
            }
            #expect(try client.answer().body == "POST /a [abc] Host=h|Content-Length=3")
            #expect(try client.answer().body == "POST /b [abc] Host=h|Transfer-Encoding=chunked")
        }
    }

    @Test func `a chunked body is put together, extensions and trailers are skipped`() async throws {
        try await withServer({ .text("\($0.body.count) \($0.body.last ?? 0)") }) { port in
            let client = try RawClient(port: port)
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n")
            client.send("5;a=b\r\nabcde\r\n00000A ;x\r\n0123456789\r\n")
            for _ in 0..<20 { client.send("ffff\r\n" + String(repeating: "z", count: 65_535) + "\r\n") }
            client.send("0\r\nTrailer: a\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == "\(15 + 20 * 65_535) 122")
            #expect(try client.answer().body == "0 0")
        }
    }

    @Test func `a client that expects 100-continue is told to go on`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            for framing in ["Content-Length: 3", "Transfer-Encoding: chunked"] {
                client.send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\(framing)\r\n\r\n")
                #expect(try client.answer().status == 100)
                client.send(framing.hasPrefix("C") ? "abc" : "3\r\nabc\r\n0\r\n\r\n")
                #expect(try client.answer().body.hasPrefix("POST /a [abc]"))
            }
        }
    }

    @Test func `HTTP 1.0 closes unless asked to stay`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let kept = try client.answer()
            #expect(kept.head.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(kept["Connection"] == "keep-alive")
            client.send("GET /b HTTP/1.0\r\n\r\nGET /never HTTP/1.0\r\n\r\n")
            let rest = client.rest()
            #expect(rest.hasSuffix("GET /b [] "))
        }
    }

    @Test func `Connection close closes after the answer`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send("GET /a HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
            let answer = try client.answer()
            #expect(answer["Connection"] == "close")
            #expect(client.isClosed())
        }
    }

    @Test func `the client's address and the port are known`() async throws {
        try await withServer({ .text("\($0.remoteAddress) \($0.localPort) \($0.isTLS)") }) { port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == "127.0.0.1 \(port) false")
        }
    }
}
