import Testing

@testable import MockIDP

/// Which redirect URIs a client's patterns let through (recording: auth_code).
@Suite struct RedirectURITests {
    @Test(arguments: [
        ("https://app.example/cb", "https://app.example/cb"), ("https://app.example/cb", "https://app.example/*"),
        ("https://app.example", "https://app.example/*"), ("https://app.example/cb?x=1", "https://app.example/*"),
        ("https://app.example/cb", "*"), ("https://app.example/cb", "https://app.example*"),
        ("http://127.0.0.1:5000/cb", "http://127.0.0.1/cb"), ("http://localhost:5000/cb", "http://localhost/*"),
        ("http://[::1]:5000/cb", "http://[::1]/cb"), ("https://root.example/cb", "/cb"),
        ("https://root.example/a/b", "/*"),
    ])
    func `a registered address is let through`(_ uri: String, _ pattern: String) {
        #expect(isRegistered(uri, in: ["https://other.example/", pattern], root: "https://root.example"))
    }

    @Test(arguments: [
        ("https://app.example/cb", "https://app.example/CB"), ("https://app.example/cb/", "https://app.example/cb"),
        ("https://evil.example/cb", "https://app.example/*"), ("https://app.example.evil/cb", "https://app.example/*"),
        ("http://app.example/cb", "https://app.example/*"), ("https://app.example/cb?x=1", "https://app.example/cb"),
        ("https://app.example/../cb", "https://app.example/*"), ("https://app.example/cb#x", "https://app.example/*"),
        ("https://app.example/a/..", "https://app.example/*"), ("https://app.example:444/cb", "https://app.example/cb"),
        ("http://127.0.0.1:x/cb", "http://127.0.0.1/cb"), ("http://127.0.0.2:5000/cb", "http://127.0.0.1/cb"),
        ("", "/*"),
    ])
    func `any other is not`(_ uri: String, _ pattern: String) {
        #expect(!isRegistered(uri, in: [pattern], root: "https://root.example"))
    }

    @Test func `a client without patterns lets nothing through`() {
        #expect(!isRegistered("https://app.example/cb", in: [], root: nil))
    }
}
