import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// How much may be sent, by whom, and where it is read.
@Suite struct BodyLimitTests {
    private func limit(_ admin: AdminSession, _ method: HTTPMethod, _ target: String, token: String?) async -> Int {
        let headers = [("Host", admin.host)] + (token.map { [("Authorization", "Bearer " + $0)] } ?? [])
        let answer = Answer(admin.idp.services, log: .silent)
        return await answer.longestBody(of: Call(method: method, target: target, headers: Headers(headers)))
    }

    @Test func `only a realm may be long, and only when it comes from who may make realms`() async throws {
        try await withAdmin { admin in
            _ = try await admin.user("bob", password: "pw")
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            for path in ["/admin/realms", "/admin/realms/house/partialImport"] {
                #expect(await limit(admin, .post, path, token: admin.token) == Answer.longestRealm)
                #expect(await limit(admin, .post, path, token: bob.token) == Answer.longestBody)
                #expect(await limit(admin, .post, path, token: "no.token.atall") == Answer.longestBody)
                #expect(await limit(admin, .post, path, token: nil) == Answer.longestBody)
                #expect(await limit(admin, .get, path, token: admin.token) == Answer.longestBody)
            }
            for path in ["/admin/realms/house", "/admin/realms/house/users", "/realms/house", "/admin"] {
                #expect(await limit(admin, .post, path, token: admin.token) == Answer.longestBody)
            }
            let elsewhere = "/admin/realms/nowhere/partialImport"
            #expect(await limit(admin, .post, elsewhere, token: admin.token) == Answer.longestBody)
        }
    }

    @Test func `who manages a realm may send a part of one`() async throws {
        try await withAdmin { admin in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("manage-realm", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            let part = "/admin/realms/house/partialImport"
            #expect(await limit(admin, .post, part, token: bob.token) == Answer.longestRealm)
            #expect(await limit(admin, .post, "/admin/realms", token: bob.token) == Answer.longestBody)
        }
    }

    @Test(arguments: [1_000, 1_001]) func `a form has a thousand fields at most`(fields: Int) async throws {
        try await withDemoRealm { lab in
            let form = [String](repeating: "a=b", count: fields).joined(separator: "&")
            let type = [("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")]
            let target = "/realms/demo/protocol/openid-connect/token"
            let replies = [
                await lab.send("POST", target, headers: type, body: form),
                await lab.send("GET", "/realms/demo/protocol/openid-connect/auth?" + form),
                await lab.send("GET", "/admin/realms?" + form),
            ]
            for reply in replies {
                let text = String(decoding: reply.body.bytes, as: UTF8.self)
                #expect(text.contains("A form has at most 1000 fields") == (fields > 1_000))
                #expect(reply.status == 400 || fields == 1_000)
            }
        }
    }

    @Test func `a thousand and one ampersands in JSON are no form`() async throws {
        try await withAdmin { admin in
            let text = String(repeating: "&", count: 1_001)
            let answer = try await admin.send("PUT", "", ["displayName": .string(text)])
            #expect(answer.status != 400 || answer.sentence?.contains("fields") != true)
        }
    }

    @Test func `a long realm name is refused, not looked at for long`() async throws {
        try await withAdmin { admin in
            let master = admin.at("")
            let name = String(repeating: "a", count: 5_000_000)
            let began = ContinuousClock.now
            let answer = try await master.send("POST", "", ["realm": .string(name)])
            #expect(answer.status == 400)
            #expect(ContinuousClock.now - began < .seconds(60))
        }
    }
}
