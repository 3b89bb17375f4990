import HTTPServer
import Testing

@Suite struct HTTPClientTests {
    private func withClient(
        _ handler: @escaping Handler, _ body: (HTTPClient, Int) async throws -> Void
    ) async throws {
        let server = Server(loops: 1, handler: handler)
        let port = try server.listen(ServerOptions())
        server.start()
        do { try await body(HTTPClient(on: server), port) } catch {
            await server.stop(within: .zero)
            throw error
        }
        await server.stop(within: .zero)
    }

    @Test(arguments: [HTTPMethod.get, .post, .put, .patch, .delete, .options])
    func `a request is sent with its fields and body and answered`(method: HTTPMethod) async throws {
        try await withClient(echo) { client, port in
            let url = "http://127.0.0.1:\(port)/a%20b?c=d#e"
            let answer = try await client.request(method, url, headers: [("X", "y")], body: Array("body".utf8))
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/plain;charset=UTF-8")
            #expect(text.hasPrefix("\(method) /a%20b?c=d [body] Host=127.0.0.1:\(port)|X=y|"))
        }
    }

    @Test func `a program that serves nothing has a client too, which hears the words of a status`() async throws {
        try await withClient({ _ in Reply(status: 409) }) { _, port in
            let answer = try await HTTPClient().request(.get, "http://localhost:\(port)")
            #expect(answer.status == 409)
            #expect(answer.reason == "Conflict")
        }
    }

    @Test func `HEAD has no body, a redirect is not followed`() async throws {
        try await withClient({ _ in Reply(status: 302, headers: [("Location", "/x")], body: .bytes([97])) }) {
            client, port in
            let head = try await client.request(.head, "http://localhost:\(port)")
            #expect(head.status == 302 && head.body.isEmpty)
            let answer = try await client.request(.get, "http://localhost:\(port)")
            #expect(answer.status == 302 && answer.headers["Location"] == "/x" && answer.body == [97])
        }
    }

    @Test func `a handler may ask its own server on the same loop`() async throws {
        let holder = ClientHolder()
        let handler: Handler = { call in
            guard call.path == "/outer", let (client, port) = await holder.value else { return .text("inner") }
            let answer = try? await client.request(.get, "http://127.0.0.1:\(port)/inner")
            return .text("outer of " + String(decoding: answer?.body ?? [], as: UTF8.self))
        }
        try await withClient(handler) { client, port in
            await holder.set(client, port)
            let answer = try await client.request(.get, "http://127.0.0.1:\(port)/outer")
            #expect(String(decoding: answer.body, as: UTF8.self) == "outer of inner")
        }
    }

    @Test func `the time is limited`() async throws {
        let gate = Gate()
        try await withClient({ _ in
            await gate.pass()
            return .text("late")
        }) { client, port in
            await #expect(throws: HTTPClientError.timedOut) {
                try await client.request(.get, "http://127.0.0.1:\(port)/", timeout: .milliseconds(20))
            }
            gate.open()
        }
    }

    @Test func `the length is limited`() async throws {
        try await withClient({ _ in Reply(body: .bytes([UInt8](repeating: 97, count: 10_001))) }) { client, port in
            await #expect(throws: HTTPClientError.tooLong) {
                try await client.request(.get, "http://127.0.0.1:\(port)/", maxBytes: 10_000)
            }
        }
    }

    @Test func `a waiting request can be cancelled`() async throws {
        let (arrived, gate) = (Gate(), Gate())
        try await withClient({ _ in
            arrived.open()
            await gate.pass()
            return .text("late")
        }) { client, port in
            let task = Task { try await client.request(.get, "http://127.0.0.1:\(port)/", timeout: .seconds(300)) }
            await arrived.pass()
            task.cancel()
            await #expect(throws: HTTPClientError.cancelled) { try await task.value }
            gate.open()
        }
    }

    @Test func `many cancellations and answers at once end each request once`() async throws {
        try await withClient(echo) { client, port in
            await withTaskGroup { group in
                for n in 0..<200 {
                    group.addTask {
                        let task = Task { try await client.request(.get, "http://127.0.0.1:\(port)/\(n)") }
                        if n.isMultiple(of: 2) {
                            for _ in 0..<n { await Task.yield() }
                            task.cancel()
                        }
                        let result = await task.result
                        if !n.isMultiple(of: 2) { #expect(throws: Never.self) { try result.get() } }
                    }
                }
            }
        }
    }

    @Test func `nobody at the port, an unknown host and no HTTP are told apart`() async throws {
        try await withClient(echo) { client, port in
            let gone = Server(handler: echo)
            let closedPort = try gone.listen(ServerOptions())
            gone.start()
            await gone.stop()
            for url in ["http://127.0.0.1:\(closedPort)/", "http://nowhere.invalid/"] {
                let error = await #expect(throws: HTTPClientError.self) { try await client.request(.get, url) }
                guard case .cannotConnect = error else { throw UnexpectedError(error) }
            }
        }
    }

    @Test(arguments: [
        "", "localhost", "ftp://h/", "http://", "http:///x", "http://a@h/", "http://h:0/", "http://h:99999/",
        "http://h:+1/", "http://h/a b", "http://h/\r\nX: y", "http://[::1/", "http://h/é", "://",
    ])
    func `what is no URL is refused`(url: String) async throws {
        try await withClient(echo) { client, _ in
            let error = await #expect(throws: HTTPClientError.self) { try await client.request(.get, url) }
            guard case .invalidRequest = error else { throw UnexpectedError(error) }
        }
    }

    @Test func `a header with a line end is refused`() async throws {
        try await withClient(echo) { client, port in
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.request(.get, "http://127.0.0.1:\(port)/", headers: [("X", "a\r\nY: b")])
            }
            guard case .invalidRequest = error else { throw UnexpectedError(error) }
        }
    }

    @Test func `a stop ends requests that wait`() async throws {
        let (arrived, gate) = (Gate(), Gate())
        let asked = Server(handler: { _ in
            arrived.open()
            await gate.pass()
            return .text("late")
        })
        let port = try asked.listen(ServerOptions())
        asked.start()
        try await withClient(echo) { client, _ in
            let task = Task { try await client.request(.get, "http://127.0.0.1:\(port)/", timeout: .seconds(300)) }
            await arrived.pass()
            await asked.stop(within: .zero)
            let error = await #expect(throws: HTTPClientError.self) { try await task.value }
            #expect(error == .connectionLost)
        }
        gate.open()
    }
}

private actor ClientHolder {
    private(set) var value: (HTTPClient, Int)?
    func set(_ client: HTTPClient, _ port: Int) { value = (client, port) }
}
