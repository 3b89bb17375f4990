import HTTPServer
import Testing

/// What lenient servers let pass and none should.
@Suite struct RefusalTests {
    static let start = "GET / HTTP/1.1\r\nHost: h\r\n"
    static let post = "POST / HTTP/1.1\r\nHost: h\r\n"

    static let malformed: [(what: String, request: String)] = [
        ("two lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        ("a list of lengths", post + "Content-Length: 3, 3\r\n\r\nabc"),
        ("a length with a sign", post + "Content-Length: +3\r\n\r\nabc"),
        ("a negative length", post + "Content-Length: -3\r\n\r\nabc"),
        ("a length in hexadecimal", post + "Content-Length: 0x3\r\n\r\nabc"),
        ("an empty length", post + "Content-Length:\r\n\r\n"),
        ("a length beyond every integer", post + "Content-Length: 99999999999999999999\r\n\r\n"),
        ("a blank before the colon", post + "Content-Length : 3\r\n\r\nabc"),
        ("NUL in a value", start + "X: a\0b\r\n\r\n"),
        ("a control character in a value", start + "X: a\u{1}b\r\n\r\n"),
        ("no Host", "GET / HTTP/1.1\r\n\r\n"),
        ("two Hosts", start + "Host: i\r\n\r\n"),
        ("a Host with a path", "GET / HTTP/1.1\r\nHost: h/x\r\n\r\n"),
        ("a Host with a user", "GET / HTTP/1.1\r\nHost: a@h\r\n\r\n"),
        ("an unknown Transfer-Encoding", post + "Transfer-Encoding: gzip\r\n\r\n"),
        ("a list of Transfer-Encodings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        ("two Transfer-Encodings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("Transfer-Encoding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("length and encoding", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        ("an empty Host beside a whole target", "GET http://h/ HTTP/1.1\r\nHost: \r\n\r\n"),
        ("a request line of HTTP 0.9", "GET /\r\n"),
        ("a folded field", start + "X: a\r\n b\r\n\r\n"),
        ("a folded first field", "GET / HTTP/1.1\r\n X: a\r\nHost: h\r\n\r\n"),
        ("a bare CR in a value", start + "X: a\rb\r\n\r\n"),
        ("a bare CR at a line's end", start + "X: a\r\r\n\r\n"),
        ("a bare LF", "GET / HTTP/1.1\nHost: h\n\n"),
        ("a field without a colon", start + "nonsense\r\n\r\n"),
        ("a field without a name", start + ": x\r\n\r\n"),
        ("a request line of one word", "GET\r\n\r\n"),
        ("a request line without a version", "GET /\r\nHost: h\r\n\r\n"),
        ("two blanks in the request line", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
        ("a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
        ("a target that is no path", "GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
        ("a target with a user", "GET http://a@b/ HTTP/1.1\r\nHost: h\r\n\r\n"),
        ("an asterisk for GET", "GET * HTTP/1.1\r\nHost: h\r\n\r\n"),
        ("a version in lower case", "GET / http/1.1\r\nHost: h\r\n\r\n"),
        ("a TLS handshake", "\u{16}\u{3}\u{1}\u{2}"),
        ("a chunk size with a sign", post + "Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n"),
        ("a chunk size with a prefix", post + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n"),
        ("no chunk size", post + "Transfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n"),
        ("a chunk size beyond every integer", post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
        ("a chunk longer than its size", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"),
        ("a chunk size ended by LF", post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n"),
    ]

    @Test(arguments: malformed.map(\.what))
    func `what is malformed is refused with 400 and the connection closed`(what: String) async throws {
        let request = try #require(Self.malformed.first { $0.what == what }?.request)
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(request + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n")
            let answer = try client.answer()
            #expect(answer.status == 400)
            #expect(answer["Connection"] == "close")
            #expect(client.isClosed())
        }
    }

    @Test(arguments: [
        ("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", 501),
        ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: a-pony\r\n\r\n", 417),
    ])
    func `what is not spoken here is said so`(request: String, status: Int) async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(request)
            #expect(try client.answer().status == status)
            #expect(client.isClosed())
        }
    }

    @Test func `requests before a refused one are answered first`() async throws {
        try await withServer(echo) { port in
            let client = try RawClient(port: port)
            client.send(Self.start + "\r\n" + Self.start + "\r\n" + "GET / HTTP/1.1\r\n\r\n")
            #expect(try client.answer().status == 200)
            #expect(try client.answer().status == 200)
            #expect(try client.answer().status == 400)
            #expect(client.isClosed())
        }
    }
}
