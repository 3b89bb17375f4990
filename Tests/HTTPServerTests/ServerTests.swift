import HTTPServer
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ServerTests {
    @Test func `a handler that waits lets its loop serve the request that it waits for`() async throws {
        let gate = Gate()
        let handler: Handler = { call in
            if call.path == "/open" { gate.open() } else { await gate.pass() }
            return .text(call.path)
        }
        try await withServer(handler, loops: 1) { port in
            let waiting = try (0..<50).map { _ in try RawClient(port: port) }
            for client in waiting { client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n") }
            let opening = try RawClient(port: port)
            opening.send("GET /open HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try opening.answer().body == "/open")
            for client in waiting { #expect(try client.answer().body == "/wait") }
        }
    }

    @Test func `a handler resumes on the loop on which it began`() async throws {
        let handler: Handler = { _ in
            let before = currentThread()
            try? await Task.sleep(for: .milliseconds(1))
            let after = currentThread()
            return .text("\(before == after)")
        }
        try await withServer(handler) { port in
            for _ in 0..<10 {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try client.answer().body == "true")
            }
        }
    }

    @Test func `a client that goes while its handler waits does no harm`() async throws {
        let (arrived, gate) = (Gate(), Gate())
        let handler: Handler = { call in
            if call.path == "/wait" {
                arrived.open()
                await gate.pass()
            }
            return .text(call.path)
        }
        try await withServer(handler, loops: 1) { port in
            var gone: RawClient? = try RawClient(port: port)
            gone?.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\nGET /part")
            await arrived.pass()
            gone = nil
            let other = try RawClient(port: port)
            for n in 0..<3 {
                other.send("GET /\(n) HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try other.answer().body == "/\(n)")
            }
            gate.open()
            other.send("GET /after HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try other.answer().body == "/after")
        }
    }

    @Test func `requests sent while a handler waits are answered after it`() async throws {
        let gate = Gate()
        let handler: Handler = { call in
            if call.path == "/wait" { await gate.pass() }
            if call.path == "/open" { gate.open() }
            return .text(call.path)
        }
        try await withServer(handler, loops: 1) { port in
            let client = try RawClient(port: port)
            client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
            let other = try RawClient(port: port)
            other.send("GET /sync HTTP/1.1\r\nHost: h\r\n\r\n")
            _ = try other.answer()
            for n in 0..<20 { client.send("POST /\(n) HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx") }
            other.send("GET /open HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == "/wait")
            for n in 0..<20 { #expect(try client.answer().body == "/\(n)") }
        }
    }

    @Test func `two thousand idle connections are held`() async throws {
        try await withServer(echo) { port in
            let clients = try (0..<2_000).map { _ in try RawClient(port: port) }
            for _ in 0..<2 {
                for client in clients { client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
                for client in clients { #expect(try client.answer().status == 200) }
            }
        }
    }

    @Test func `ports have their own handlers and share the loops`() async throws {
        let server = Server(handler: { _ in .text("main") })
        let main = try server.listen(ServerOptions())
        server.start()
        let management = try server.listen(ServerOptions(loops: 1)) { .text("management \($0.localPort)") }
        for (port, text) in [(main, "main"), (management, "management \(management)")] {
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == text)
        }
        await server.stop()
    }

    @Test func `a port in use is an error, also when its server would share it`() async throws {
        try await withServer(echo) { port in
            let other = Server(handler: echo)
            let error = #expect(throws: ListenError.self) { try other.listen(ServerOptions(port: port)) }
            #expect(error?.code == EADDRINUSE)
            #expect("\(error!)" == "cannot listen on 127.0.0.1 port \(port): the port is in use by another process")
        }
    }

    @Test func `a server that is given a port twice says so, and goes on`() async throws {
        let server = Server(handler: echo)
        let port = try server.listen(ServerOptions())
        let error = #expect(throws: ListenError.self) { try server.listen(ServerOptions(port: port)) }
        #expect(
            "\(error!)"
                == "cannot listen on 127.0.0.1 port \(port): another of this server's ports has this number")
        #expect(error?.code == EADDRINUSE)
        server.start()
        #expect(try RawClient.canConnect(to: port))
        await server.stop()
    }

    @Test func `a port can be used again at once after a stop`() async throws {
        let first = Server(handler: echo)
        let port = try first.listen(ServerOptions())
        first.start()
        let client = try RawClient(port: port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        _ = try client.answer()
        await first.stop()
        let second = Server(handler: echo)
        #expect(try second.listen(ServerOptions(port: port)) == port)
        second.start()
        await second.stop()
    }

    @Test(arguments: ["127.0.0.1", "::1", "localhost"]) func `a host may be`(host: String) async throws {
        try await withServer({ .text($0.remoteAddress) }, ServerOptions(host: host)) { port in
            let client = try RawClient(port: port, host: host == "localhost" ? "127.0.0.1" : host)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == (host == "::1" ? "::1" : "127.0.0.1"))
        }
    }

    @Test(arguments: [("256.1.1.1", 0), ("nowhere.invalid", 0), ("127.0.0.1", 70_000), ("127.0.0.1", -1)])
    func `a host or port that is none is an error`(host: String, port: Int) {
        #expect(throws: ListenError.self) {
            try Server(handler: echo).listen(ServerOptions(host: host, port: port))
        }
    }

    // MARK: Stopping

    @Test func `a stop lets requests under way end and closes`() async throws {
        let (arrived, gate) = (Gate(), Gate())
        let server = Server(handler: { _ in
            arrived.open()
            await gate.pass()
            return Reply(status: 200, body: .bytes([UInt8](repeating: 97, count: 3_000_000)))
        })
        let port = try server.listen(ServerOptions())
        server.start()
        let (idle, busy) = (try RawClient(port: port), try RawClient(port: port))
        busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        await arrived.pass()
        async let stopped: Void = server.stop(within: .seconds(10))
        while try RawClient.canConnect(to: port) { await Task.yield() }
        gate.open()
        let answer = try busy.answer()
        #expect(answer.body.utf8.count == 3_000_000)
        #expect(answer["Connection"] == "close")
        await stopped
        #expect(idle.isClosed())
        #expect(busy.isClosed())
    }

    @Test func `a stop does not wait for ever`() async throws {
        let (arrived, gate, ended) = (Gate(), Gate(), Gate())
        let server = Server(handler: { _ in
            arrived.open()
            await gate.pass()
            ended.open()
            return .text("too late")
        })
        let port = try server.listen(ServerOptions())
        server.start()
        let client = try RawClient(port: port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        await arrived.pass()
        await server.stop(within: .milliseconds(10))
        #expect(client.isClosed())
        gate.open()
        await ended.pass()  // the handler still ends, on another thread
    }
}

private func currentThread() -> UInt {
    #if canImport(Glibc)
        UInt(pthread_self())
    #else
        UInt(bitPattern: pthread_self())
    #endif
}
