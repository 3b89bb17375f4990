import Synchronization
import Testing

@testable import HTTPServer

/// Bodies that are longer than others, and many at once.
@Suite struct LongBodyTests {
    private static func options(_ longest: (@Sendable (Call) async -> Int)? = nil) -> ServerOptions {
        ServerOptions(maxBodyBytes: 1_000, longestBody: longest)
    }

    private static let size: Handler = { .text("\($0.body.count)") }

    private static let framings: [(fields: String, body: String)] = [
        ("Content-Length: 3000", String(repeating: "a", count: 3_000)),
        (
            "Transfer-Encoding: chunked",
            String(repeating: "3e8\r\n" + String(repeating: "a", count: 1_000) + "\r\n", count: 3) + "0\r\n\r\n"
        ),
    ]

    @Test(arguments: [0, 1]) func `a body may be longer when its head says whose it is`(framing: Int) async throws {
        let longest: @Sendable (Call) async -> Int = { call in
            await Task.yield()
            return call.path == "/realms" && call.headers["Authorization"] == "yes" && call.body.isEmpty ? 3_000 : 1_000
        }
        let (fields, body) = Self.framings[framing]
        try await withServer(Self.size, Self.options(longest)) { port in
            let client = try RawClient(port: port)
            for _ in 0..<2 {
                client.send("POST /realms HTTP/1.1\r\nHost: h\r\nAuthorization: yes\r\n\(fields)\r\n\r\n\(body)")
                #expect(try client.answer().body == "3000")
            }
            client.send("POST /realms HTTP/1.1\r\nHost: h\r\nAuthorization: no\r\n\(fields)\r\n\r\n\(body)")
            #expect(try client.answer().status == 413)
            #expect(client.isClosed())
        }
    }

    @Test func `a longer body than even that is refused, and the next request has the common limit`() async throws {
        try await withServer(Self.size, Self.options { $0.path == "/a" ? 2_000 : 1_000 }) { port in
            let client = try RawClient(port: port)
            client.send(
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n" + String(repeating: "a", count: 2_000))
            #expect(try client.answer().body == "2000")
            client.send("POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n")
            #expect(try client.answer().status == 413)
            let other = try RawClient(port: port)
            other.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2001\r\n\r\n")
            #expect(try other.answer().status == 413)
        }
    }

    @Test func `who asks before sending is told to go on once it is decided`() async throws {
        let gate = Gate()
        let longest: @Sendable (Call) async -> Int = { call in
            await gate.pass()
            return call.path == "/a" ? 3_000 : 1_000
        }
        try await withServer(Self.size, Self.options(longest)) { port in
            let client = try RawClient(port: port)
            let rest = " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3000\r\n\r\n"
            client.send("POST /a" + rest)
            gate.open()
            #expect(try client.answer().status == 100)
            client.send(String(repeating: "a", count: 3_000) + "POST /b" + rest)
            #expect(try client.answer().body == "3000")
            #expect(try client.answer().status == 413)
        }
    }

    @Test func `a client sees its refusal also when it sends on`() async throws {
        try await withServer(Self.size, Self.options()) { port in
            let client = try RawClient(port: port)
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6000\r\n\r\n")
            for _ in 0..<6 { client.send(String(repeating: "a", count: 1_000)) }
            #expect(try client.answer().status == 413)
        }
    }

    // MARK: Many at once

    @Test func `bodies that never end cannot fill the memory`() async throws {
        let server = Server(loops: 2, bodyBytes: 200_000, handler: Self.size)
        let port = try server.listen(ServerOptions(maxBodyBytes: 1 << 20))
        server.start()
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"
        let half = String(repeating: "a", count: 90_000)
        let waiting = try (0..<5).map { _ in try RawClient(port: port) }
        for client in waiting { client.send(head + half) }
        let end = ContinuousClock.now + .seconds(60)
        while waiting.count(where: \.hasAnswer) < 3, ContinuousClock.now < end { await Task.yield() }
        for client in waiting where client.hasAnswer { #expect(try client.answer().status == 503) }
        let served = waiting.filter(\.isOpen)
        #expect(served.count == 2, "there is room for two")
        let small = try RawClient(port: port)
        small.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabcde")
        #expect(try small.answer().body == "5")
        for client in served {
            client.send(String(repeating: "b", count: 10_000))
            #expect(try client.answer().body == "100000")
        }
        let later = try RawClient(port: port)
        later.send(head + half + String(repeating: "b", count: 10_000))
        #expect(try later.answer().body == "100000", "what was answered has given its room back")
        await server.stop(within: .zero)
    }

    @Test func `room is counted and given back`() {
        let budget = BodyBudget(ordinary: 100_000, long: 50_000)
        var (one, two, long) = (BodyBudget.Share(), BodyBudget.Share(), BodyBudget.Share())
        budget.lengthen(&long)
        #expect(budget.raise(&one, to: BodyBudget.free))
        #expect(one.bytes == 0)
        #expect(budget.raise(&one, to: BodyBudget.free + 60_000))
        #expect(!budget.raise(&two, to: BodyBudget.free + 60_000))
        #expect(budget.raise(&long, to: BodyBudget.free + 50_000))
        budget.release(&one)
        #expect(budget.raise(&two, to: BodyBudget.free + 100_000))
        budget.lengthen(&two)
        #expect(!budget.raise(&two, to: BodyBudget.free + 1))
    }
}
