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

    /// A URL that the server is to call.
    static let address = Target(name: "address") {
        ["https://a.example:8443/b?c#d", "http://[::1]:80/", "http://a"].map { Array($0.utf8) }
    } run: { bytes in
        guard let url = try? ClientURL(String(decoding: bytes, as: UTF8.self)) else { return }
        try expect((1...65_535).contains(url.port), "a port out of range")
        try expect(url.target.utf8.first == UInt8(ascii: "/"), "a target that is no path")
    }
}
