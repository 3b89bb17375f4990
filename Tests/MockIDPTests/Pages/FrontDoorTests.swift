import Foundation
import HTTPServer
import MockIDPTestKit
import Testing

@testable import MockIDP

/// What a person and a probe find at the root.
@Suite struct FrontDoorTests {
    private func get(_ target: String, accepting type: String? = "*/*", method: HTTPMethod = .get) async throws -> Reply
    {
        let realm = FileManager.default.temporaryDirectory.appending(path: "realm-\(UUID().uuidString).json").path
        try #"{"realm":"a <b>","enabled":true}"#.write(toFile: realm, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: realm) }
        var reply = Reply()
        try await withMockIDP(realms: [.file(realm)]) { server in
            let headers = Headers([("Host", "idp:8080")] + (type.map { [("Accept", $0)] } ?? []))
            reply = await server.answer(Call(method: method, target: target, headers: headers))
        }
        return reply
    }

    private func text(_ reply: Reply) -> String { String(decoding: reply.body.bytes, as: UTF8.self) }

    @Test func `the root is a page about this server`() async throws {
        let reply = try await get("/", accepting: "text/html")
        #expect(reply.status == 200 && reply.header("Content-Type") == "text/html;charset=utf-8")
        let page = text(reply)
        #expect(page.contains("http://idp:8080/realms/a%20%3Cb%3E/.well-known/openid-configuration"))
        #expect(page.contains("a &lt;b&gt;") && !page.contains("<b>"))
        #expect(page.contains("never trust its tokens") && page.contains("/health") && page.contains("admin-cli"))
        #expect(try await get("/", method: .head).status == 200)
    }

    @Test func `the root leads to the probes that are switched on`() async throws {
        let call = Call(method: .get, target: "/", headers: Headers([("Host", "idp"), ("Accept", "*/*")]))
        try await withMockIDP({ ($0.healthIsEnabled, $0.metricsAreEnabled) = (false, true) }) { server in
            let page = text(await server.answer(call))
            #expect(!page.contains("/health") && page.contains("<a href=\"http://idp/metrics\">/metrics</a>"))
        }
        try await withMockIDP({ ($0.healthIsEnabled, $0.metricsAreEnabled) = (false, false) }) { server in
            #expect(!text(await server.answer(call)).contains("Probes"))
        }
    }

    @Test func `who names no type of answer is sent on, to a page in the end`() async throws {
        let reply = try await get("/", accepting: nil)
        #expect(reply.status == 302 && reply.header("Location") == "http://idp:8080/admin/")
        let next = try await get("/admin/", accepting: nil)
        #expect(next.status == 302 && next.header("Location") == "http://idp:8080/admin/master/console/")
        #expect(try await get("/admin/master/console/", accepting: nil).status == 200)
    }

    @Test func `where the console would be, a page says that there is none`() async throws {
        let reply = try await get("/admin/master/console/")
        #expect(reply.status == 200 && text(reply).contains("There is no admin console"))
        #expect(text(reply).contains("http://idp:8080/admin/realms"))
    }
}
