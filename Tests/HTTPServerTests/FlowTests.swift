import Synchronization
import Testing

@testable import HTTPServer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What happens between the requests of a connection, and between connections.
@Suite struct FlowTests {
    @Test func `who does not take the answers gets no more of them made`() async throws {
        let made = Mutex(0)
        let handler: Handler = { call in
            if call.path == "/large" {
                made.withLock { $0 += 1 }
                return Reply(body: .bytes([UInt8](repeating: 97, count: 1_000_000)))
            }
            return .text(call.path)
        }
        try await withServer(handler, loops: 1) { port in
            let client = try RawClient(port: port)
            let count = 200
            client.sendAside(Array(String(repeating: "GET /large HTTP/1.1\r\nHost: h\r\n\r\n", count: count).utf8))
            let other = try RawClient(port: port)
            for _ in 0..<50 {
                other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try other.answer().body == "/other")
            }
            #expect(made.withLock { $0 } < 50)
            for _ in 0..<count { #expect(try client.answer().body.utf8.count == 1_000_000) }
        }
    }

    @Test func `a handler that yields lets others of its loop in`() async throws {
        let hasCome = Mutex(false)
        let arrived = Gate()
        let handler: Handler = { call in
            guard call.path == "/long" else {
                hasCome.withLock { $0 = true }
                return .text("other")
            }
            arrived.open()
            let end = ContinuousClock.now + .seconds(20)
            while !hasCome.withLock({ $0 }), ContinuousClock.now < end { await Task.yield() }
            return .text(hasCome.withLock { $0 } ? "shared" : "alone")
        }
        try await withServer(handler, loops: 1) { port in
            let (long, other) = (try RawClient(port: port), try RawClient(port: port))
            long.send("GET /long HTTP/1.1\r\nHost: h\r\n\r\n")
            await arrived.pass()
            other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try long.answer().body == "shared")
        }
    }

    @Test func `memory that was freed goes back once there is enough of it`() async {
        let (times, given) = AsyncStream.makeStream(of: Int.self)
        let count = Mutex(0)
        let memory = FreedMemory(enough: 100, pause: .zero) {
            given.yield(
                count.withLock {
                    $0 += 1; return $0
                })
        }
        memory.note(99)
        #expect(count.withLock { $0 } == 0)
        memory.note(1)
        var iterator = times.makeAsyncIterator()
        #expect(await iterator.next() == 1)
        memory.note(99)
        #expect(count.withLock { $0 } == 1)
        memory.note(1)
        #expect(await iterator.next() == 2)
    }

    @Test func `who has said that it sends no more is still answered`() async throws {
        let (arrived, gate) = (Gate(), Gate())
        let handler: Handler = { call in
            if call.path == "/wait" {
                arrived.open()
                await gate.pass()
            }
            return .text(call.path)
        }
        try await withServer(handler, loops: 1) { port in
            let client = try RawClient(port: port)
            client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n")
            client.finish()
            await arrived.pass()
            gate.open()
            #expect(try client.answer().body == "/wait")
            #expect(try client.answer().body == "/next")
            #expect(client.isClosed())
        }
    }

    @Test func `many answers made at once and late ones keep their order`() async throws {
        let handler: Handler = { call in
            if call.path.hasSuffix("7") { await Task.yield() }
            let count = call.path.hasSuffix("3") ? 100_000 : 3
            return Reply(body: .bytes(Array(call.path.utf8) + [UInt8](repeating: 46, count: count)))
        }
        try await withServer(handler, loops: 1) { port in
            let client = try RawClient(port: port)
            let requests = (0..<500).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }
            client.sendAside(Array(requests.joined().utf8))
            for n in 0..<500 { #expect(try client.answer().body.hasPrefix("/\(n).")) }
        }
    }

    @Test(arguments: ["GET /\r\n", "GET /old\r\n", "HELO there\r\n", "GET / HTTP/1.1 \r\n"])
    func `a request line that is none is refused before its head ends`(line: String) async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(line)
            #expect(try client.answer().status == 400)
            #expect(client.isClosed())
        }
    }

    @Test func `empty lines before a request do not count, however many`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(String(repeating: "\r\n", count: 100_000) + "\r")
            client.send("\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.answer().body == "GET /a [] Host=h")
        }
    }

    @Test func `without descriptors accepting pauses, is said once and goes on`() async throws {
        let said = Mutex<[String]>([])
        let options = ServerOptions(report: { line in said.withLock { $0.append(line) } })
        let server = Server(loops: 1, handler: echo)
        let port = try server.listen(options)
        server.start()
        let loop = server.loops[0]
        await loop.run {
            for listener in loop.listeners.withLock({ $0 }) {
                for _ in 0..<3 {
                    errno = EMFILE
                    listener.pauseAccepting()
                }
            }
        }
        let client = try RawClient(port: port)  // waits in the system's queue until the pause is over
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try client.answer().status == 200)
        #expect(said.withLock { $0 } == ["no connection can be accepted for now: Too many open files"])
        await server.stop(within: .zero)
    }

    @Test func `a file that may not grow does not end the process`() throws {
        _ = Server(loops: 1, handler: echo)
        var action = sigaction()
        sigaction(SIGXFSZ, nil, &action)
        #if canImport(Glibc)
            let handler = action.__sigaction_handler.sa_handler
        #else
            let handler = action.__sigaction_u.__sa_handler
        #endif
        #expect(unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self))
    }
}
