import HTTPServer
import Testing

/// URIs and their parts (RFC 3986).
@Suite struct URITests {
    @Test(
        arguments: [
            ("http://a.b:80/c/d?e=f?g#h#i", ["http", "a.b:80", "/c/d", "e=f?g", "h#i"]),
            ("//host?q", [nil, "host", "", "q", nil]), ("/a:b/c", [nil, nil, "/a:b/c", nil, nil]),
            ("urn:a:b", ["urn", nil, "a:b", nil, nil]), ("1a:b", [nil, nil, "1a:b", nil, nil]),
            ("http://u@[::1]:1#", ["http", "u@[::1]:1", "", nil, ""]), ("", [nil, nil, "", nil, nil]),
            ("https:///x", ["https", "", "/x", nil, nil]), ("com.app:/x?", ["com.app", nil, "/x", "", nil]),
            ("http://h\u{0308}ost/ü?é", ["http", "h\u{0308}ost", "/ü", "é", nil]),
        ] as [(String, [String?])])
    func `a URI is taken apart at its delimiters`(_ text: String, _ parts: [String?]) {
        let uri = URI(text)
        #expect([uri.scheme, uri.authority, uri.path, uri.query, uri.fragment] == parts)
        #expect(uri.text == text)
    }

    @Test func `a combining accent hides no delimiter`() {
        #expect(URI("http://good/\u{0301}x").authority == "good")
        #expect(URI("http://a?\u{0301}b").query == "\u{0301}b")
        #expect(URI("http:\u{0301}//a").authority == nil)
    }

    @Test(
        arguments: [
            ("http://a/b", "http://a"), ("app://x:1?y", "app://x:1"), ("/a", nil), ("urn:x", nil), ("http:///x", nil),
        ] as [(String, String?)])
    func `an origin has a scheme and an authority`(_ text: String, _ origin: String?) {
        #expect(URI(text).origin == origin)
    }

    @Test(
        arguments: [
            ("a.example", "a.example", nil), ("a:8080", "a", 8080), ("[::1]:443", "::1", 443),
            ("[2001:db8::1]", "2001:db8::1", nil),
            ("a:", "a", nil), ("bücher.example:1", "bücher.example", 1), ("10.0.0.1:65535", "10.0.0.1", 65535),
        ] as [(String, String, Int?)])
    func `an authority is a host and perhaps a port`(_ text: String, _ host: String, _ port: Int?) throws {
        let authority = try #require(Authority(text))
        #expect(authority == Authority(host: host, port: port))
        #expect(Authority(authority.text) == authority)
    }

    @Test(arguments: [
        "", ":80", "u@a", "a b", "a/b", "a:b", "a:0", "a:65536", "a:+1", "a:80:90", "[::1", "[::1]x", "[]:1", "a]",
        "a:-1", "a:٣", "a\\b",
    ])
    func `what is no host and port is refused`(_ text: String) { #expect(Authority(text) == nil) }
}

/// Percent-encoding (RFC 3986 section 2.1).
@Suite struct PercentEncodingTests {
    @Test func `a place decides what stays as it is`() {
        let text = "aZ09-._~!$&'()*+,;=:@/?#[]% ü\0"
        #expect(
            PercentEncoding.encode(text, in: .pathSegment) == "aZ09-._~!$&'()*+,;=:@%2F%3F%23%5B%5D%25%20%C3%BC%00")
        #expect(
            PercentEncoding.encode(text, in: .query)
                == "aZ09-._~%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40%2F%3F%23%5B%5D%25%20%C3%BC%00")
        for place in [PercentEncoding.Place.query, .pathSegment] {
            #expect(PercentEncoding.decode(PercentEncoding.encode(text, in: place)) == text)
        }
    }

    @Test(arguments: [
        ("a%2fB", "a/B"), ("100%", "100%"), ("%zz%4", "%zz%4"), ("%E4", "\u{FFFD}"), ("a+b", "a+b"),
        ("+\u{0301}", "+\u{0301}"),
    ])
    func `what is no escape stays`(_ sent: String, _ meant: String) { #expect(PercentEncoding.decode(sent) == meant) }

    @Test func `in a form a plus is a blank, also under an accent`() {
        #expect(PercentEncoding.decodeForm("a+b%2B") == "a b+")
        #expect(PercentEncoding.decodeForm("+\u{0301}").unicodeScalars.first == " ")
    }

    @Test func `an escape has two digits`() {
        #expect(PercentEncoding.isWellFormed("%41%ff") && PercentEncoding.isWellFormed(""))
        #expect(
            !PercentEncoding.isWellFormed("%4") && !PercentEncoding.isWellFormed("%%41")
                && !PercentEncoding.isWellFormed("%4g"))
    }

    @Test func `a form that is written is read again`() {
        let form = Form([("a b", "ü&="), ("", ""), ("c", "%+")])
        #expect(form.text == "a%20b=%C3%BC%26%3D&=&c=%25%2B")
        #expect(Form(form.text).pairs.map { [$0.0, $0.1] } == form.pairs.map { [$0.0, $0.1] })
    }
}
