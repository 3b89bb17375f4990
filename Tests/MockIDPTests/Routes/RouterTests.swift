import HTTPServer
import Testing

@testable import MockIDP

/// How a method and a path find their route.
@Suite struct RouterTests {
    private let router = Router([
        route("GET", "/"), route("GET", "/users/{id}"), route("PUT", "/users/{id}"), route("GET", "/users/count"),
        route("GET", "/users/{user}/roles/{role}"), route("GET", "/users/count/today"), route("POST", "/a/{x}/c"),
        route("GET", "/a/b/d"),
    ])

    private func found(_ method: String, _ path: String) -> String {
        switch router.match(method, path) {
        case .route(let route, let parameters):
            ([route.pattern] + parameters.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
        case .otherMethods(let routes): "only \(routes.map(\.method).joined(separator: " "))"
        case .none: "none"
        }
    }

    @Test func `a parameter takes one segment as it was sent`() {
        #expect(found("GET", "/users/1") == "/users/{id} id=1")
        #expect(found("GET", "/users/a%2Fb") == "/users/{id} id=a%2Fb")
        #expect(found("GET", "/users/1/roles/x") == "/users/{user}/roles/{role} user=1 role=x")
    }

    @Test func `a literal wins over a parameter`() {
        #expect(found("GET", "/users/count") == "/users/count")
        #expect(found("GET", "/users/Count") == "/users/{id} id=Count")
    }

    @Test func `where a literal leads nowhere the parameter is tried`() {
        #expect(found("GET", "/users/count/roles/x") == "/users/{user}/roles/{role} user=count role=x")
        #expect(found("POST", "/a/b/c") == "/a/{x}/c x=b")
    }

    @Test func `a slash at the end does not count`() {
        #expect(found("GET", "/users/count/") == "/users/count" && found("GET", "/") == "/")
    }

    @Test func `HEAD is answered by GET`() {
        #expect(found("HEAD", "/users/1") == "/users/{id} id=1")
        #expect(found("HEAD", "/a/b/c") == "only POST")
    }

    @Test func `another method of a known path is told from an unknown path`() {
        #expect(found("DELETE", "/users/1") == "only GET PUT" && found("get", "/users/1") == "only GET PUT")
        #expect(found("GET", "/nothing") == "none" && found("GET", "/users") == "none")
        #expect(found("GET", "/users/1/roles/x/y") == "none" && found("GET", "") == "/")
    }

    @Test func `a path of many segments is no trouble`() {
        #expect(found("GET", String(repeating: "/x", count: 30_000)) == "none")
    }

    @Test func `a parameter is percent-decoded for its endpoint`() {
        for (sent, meant) in [
            ("a%2Fb", "a/b"), ("%C3%A4", "ä"), ("a+b", "a+b"), ("100%", "100%"), ("%zz", "%zz"), ("%4", "%4"),
            ("%E4", "\u{FFFD}"),
        ] {
            #expect(PercentEncoding.decode(sent) == meant)
        }
    }

    @Test(arguments: ["/", "/a", "/a/", "/a/b", "/a/...", "/a/.b", "/a/%2e%2e%2e", "/a%2F..b", ""])
    func `these paths are normal`(_ path: String) { #expect(isNormalized(path)) }

    @Test(arguments: [
        "//", "//a", "/a//b", "/a//", "/.", "/..", "/a/../b", "/a/./b", "/a/%2e%2E/b", "/a/.%2e", "/a/%2E",
    ])
    func `these paths are not`(_ path: String) { #expect(!isNormalized(path)) }
}

private func route(_ method: String, _ pattern: String) -> Route {
    Route(method: method, pattern: pattern) { _ in Reply(status: 200) }
}
