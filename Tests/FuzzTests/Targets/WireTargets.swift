@testable import HTTPServer

extension Target {
    /// A form: as many fields as there are, whatever stands in them.
    static let form = Target(name: "form") {
        ["grant_type=password&client_id=app&username=al%69ce&password=%c3%a9+x&scope=openid%20email", "a&b=&=c&&%zz=%"]
            .map {
                Array($0.utf8)
            }
    } run: { bytes in
        let form = Form(bytes)
        try expect(form.pairs.count <= bytes.count + 1, "more fields than bytes")
        for (name, value) in form.pairs.prefix(50) {
            try expect(form.all(name).contains(value), "a field that is not found by its name")
        }
    }

    /// The head of a request: refused, or without anything that could be read in two ways.
    static let head = Target(name: "head") {
        [
            "GET /realms/a?b=c HTTP/1.1\r\nHost: a:1\r\nAccept: */*\r\nConnection: keep-alive, close\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 12\r\nExpect: 100-continue\r\nCookie: a=\"b\"; c\r\n\r\n",
            "PUT http://a/b HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        ].map { Array($0.utf8) }
    } run: { bytes in
        // The parser is given whole heads only.
        let bytes = bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) ? bytes : bytes + Array("\r\n\r\n".utf8)
        guard let head = bytes.withUnsafeBytes({ try? HeadParser.parse($0) }) else { return }
        for (name, value) in head.headers {
            try expect(!(name + value).utf8.contains { $0 < 0x20 && $0 != 0x09 }, "a control character in a header")
        }
        _ = Cookies(fields: head.headers.all("Cookie"))
        let call = Call(method: head.method, target: head.target, headers: head.headers)
        _ = (call.path, call.query, call.authority)
    }

    /// What comes on a connection, behind a byte that says how: requests are the same in whatever pieces they come.
    static let requests = Target(name: "requests") {
        [
            "\u{3}POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nTrailer: a\r\n\r\n",
            "\u{1}GET / HTTP/1.1\r\nHost: a\r\n\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcdeGET /b HTTP/1.1\r\n",
            "\u{7}PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nabGET /b HTTP/1.0\r\n\r\n",
        ].map { Array($0.utf8) }
    } run: { bytes in
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        let whole = outcomes(of: rest, inPiecesOf: max(rest.count, 1))
        let parts = outcomes(of: rest, inPiecesOf: Int(first % 64) + 1)
        try expect(whole == parts, "in pieces \(parts), in one \(whole)")
    }

    private static func outcomes(of bytes: [UInt8], inPiecesOf size: Int) -> [String] {
        var reader = RequestReader(maxHeaderBytes: 4096, bodyLimit: 2048)
        var (waiting, given, outcomes): ([UInt8], Int, [String]) = ([], 0, [])
        while true {
            var used = 0
            do {
                let outcome = try waiting.withUnsafeBytes { try reader.read($0, &used) }
                waiting.removeFirst(used)
                switch outcome {
                case .incomplete:
                    if given == bytes.count { return outcomes }
                    waiting += bytes[given..<min(given + size, bytes.count)]
                    given = min(given + size, bytes.count)
                case .awaitsContinue: outcomes.append("continue")
                case .exceedsLimit(let head): return outcomes + ["\(head.method) \(head.target) is too long"]
                case .request(let head, let body): outcomes.append("\(head.method) \(head.target) \(body)")
                }
            } catch {
                // Which of two refusals it gets may depend on what has come.
                return outcomes + ["refused"]
            }
        }
    }

    /// A URL that the server is to call.
    static let address = Target(name: "address") {
        ["https://a.example:8443/b?c#d", "http://[::1]:80/", "http://a"].map { Array($0.utf8) }
    } run: { bytes in
        guard let url = try? ClientURL(String(decoding: bytes, as: UTF8.self)) else { return }
        try expect((1...65_535).contains(url.port), "a port out of range")
        try expect(url.target.utf8.first == UInt8(ascii: "/"), "a target that is no path")
    }
}
