import HTTPServer
import Testing

/// Requests as public health checks write them with `printf` and `/dev/tcp`.
@Suite struct ScriptTests {
    static let get = "GET /health/ready HTTP/1.1"
    static let requests = [
        get + "\r\nhost: http://localhost\r\nConnection: close\r\n\r\n", get + "\nhost: localhost:9000\n\n",
        get + "\n\n", get + "\r\nconnection: close\r\n\r\n", get + "\nHost: http://localhost\r\n\n",
        "GET /health/ready HTTP/1.0\n\n",
    ]

    @Test(arguments: requests) func `a port for health checks reads what scripts write`(_ request: String) async throws
    {
        try await withServer({ .text($0.path) }, ServerOptions(readsScripts: true)) { port in
            let client = try RawClient(port: port)
            for byte in request.utf8 { client.send([byte]) }
            client.finish()
            let answer = try client.answer()
            #expect(answer.status == 200 && answer.body == "/health/ready")
        }
    }

    @Test func `where clients call, a URL is the host that it names, and all else is refused`() async throws {
        try await withServer({ .text($0.authority ?? "") }) { (port) async throws in
            #expect(try answer(Self.requests[0], port) == "localhost")
            #expect(try answer(Self.get + "\r\nHost: http://idp:8080\r\n\r\n", port) == "idp:8080")
            for request in Self.requests.dropFirst() where request.contains("1.1") {
                #expect(try answer(request, port) == nil)
            }
            for host in ["http://", "http://a/b", "http://a@b", "ftp://a", "https://a", "http://http://a"] {
                #expect(try answer(Self.get + "\r\nHost: \(host)\r\n\r\n", port) == nil, "\(host)")
            }
        }
    }

    /// The body of an answer, nil where the request is refused.
    private func answer(_ request: String, _ port: Int) throws -> String? {
        let client = try RawClient(port: port)
        client.send(request)
        let answer = try client.answer()
        return answer.status == 400 ? nil : answer.body
    }
}
