import HTTPServer
import MockIDPTestKit
import Testing

@testable import MockIDP

/// What a call passes before it is answered: proxies and the relative path.
@Suite struct EntranceTests {
    private func issuer(
        _ arguments: [String], _ headers: [(String, String)], from remote: String = "10.0.0.1", path: String = ""
    ) async throws -> String {
        let settings = try Settings(arguments: arguments, environment: [:])
        let handler = try #require(Entrance(settings)).before { call in
            Reply.text(Addresses(settings).frontend(call) + " " + call.remoteAddress + " " + call.target)
        }
        let call = Call(
            method: "GET", target: path + "/realms/x?y=/z", headers: Headers([("Host", "idp:8080")] + headers),
            remoteAddress: remote)
        return String(decoding: await handler(call).body.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ([("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "a.example")], "https://a.example"),
        ([("X-Forwarded-Proto", "https")], "https://idp"),
        ([("X-Forwarded-Host", "a.example:81")], "http://a.example:81"),
        ([("X-Forwarded-Proto", "https, http"), ("X-Forwarded-Host", "a.example, b")], "https://a.example"),
        ([("X-Forwarded-Host", "a.example"), ("X-Forwarded-Port", "9")], "http://a.example:9"),
        ([("X-Forwarded-Proto", "https"), ("X-Forwarded-Port", "443")], "https://idp"),
        ([("X-Forwarded-Port", "x")], "http://idp:8080"), ([("X-Forwarded-Ssl", "on")], "https://idp"),
        ([("Forwarded", "proto=https;host=a.example")], "http://idp:8080"), ([], "http://idp:8080"),
    ])
    func `the fields with X- are believed where that is asked for`(
        _ headers: [(String, String)], _ expected: String
    ) async throws {
        let answer = try await issuer(["--proxy-headers", "xforwarded"], headers)
        #expect(answer == expected + " 10.0.0.1 /realms/x?y=/z")
    }

    @Test(arguments: [
        ("proto=https;host=a.example;for=192.0.2.7", "https://a.example 192.0.2.7"),
        ("for=\"[2001:db8::1]:4711\";proto=https;host=\"a.example:8443\"", "https://a.example:8443 2001:db8::1"),
        ("Proto=https, proto=http;host=b", "https://idp 10.0.0.1"), ("nonsense", "http://idp:8080 10.0.0.1"),
        ("for=192.0.2.7:1", "http://idp:8080 192.0.2.7"),
    ])
    func `the field Forwarded is believed where that is asked for`(_ field: String, _ expected: String) async throws {
        let answer = try await issuer(
            ["--proxy-headers", "forwarded"], [("Forwarded", field), ("X-Forwarded-Host", "no.example")])
        #expect(answer == expected + " /realms/x?y=/z")
    }

    @Test func `only trusted proxies are believed`() async throws {
        let arguments = ["--proxy-headers", "xforwarded", "--proxy-trusted-addresses", "127.0.0.1,10.0.0.0/8"]
        let headers = [("X-Forwarded-Host", "a.example"), ("X-Forwarded-For", "192.0.2.7, 10.0.0.1")]
        #expect(try await issuer(arguments, headers) == "http://a.example 192.0.2.7 /realms/x?y=/z")
        #expect(try await issuer(arguments, headers, from: "192.0.2.1") == "http://idp:8080 192.0.2.1 /realms/x?y=/z")
    }

    @Test func `everything is served below the relative path`() async throws {
        let arguments = ["--http-relative-path", "auth/"]
        #expect(try await issuer(arguments, [], path: "/auth") == "http://idp:8080/auth 10.0.0.1 /realms/x?y=/z")
        #expect(try await issuer(arguments, []).contains("Resource not found"))
        #expect(try await issuer(arguments, [], path: "/author").contains("Resource not found"))
        try await withMockIDP({ $0.relativePath = "/auth" }) { server in
            for (target, status) in [("/auth/realms/master", 200), ("/realms/master", 404), ("/auth", 302), ("/", 302)]
            {
                #expect(await server.answer(Call(method: "GET", target: target)).status == status, "\(target)")
            }
            #expect(server.baseURL.hasSuffix("/auth"))
        }
    }
}
