import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// The server's own address in what it answers.
@Suite struct AddressTests {
    private let discovery = "/.well-known/openid-configuration"

    private func issuer(_ idp: MockIDPServer, _ target: String, host: String) async throws -> String? {
        let call = Call(method: .get, target: target, headers: Headers([("Host", host)]))
        return try JSONReader.read(await idp.answer(call).body.bytes)["issuer"]?.string
    }

    @Test func `the authority of a whole target counts, not the Host beside it`() async throws {
        try await withMockIDP { idp in
            let path = "/realms/master" + discovery
            for name in ["one.example", "two.example", "one.example"] {
                let found = try await issuer(idp, "http://\(name)\(path)", host: "beside.example")
                #expect(found == "http://\(name)/realms/master")
            }
            #expect(try await issuer(idp, path, host: "beside.example") == "http://beside.example/realms/master")
        }
    }

    @Test(arguments: ["😀", "😁", "a b", "ü", "日本", "50%"])
    func `the issuer of a realm leads back to it, whatever its name`(name: String) async throws {
        try await withAdmin { admin in
            let master = admin.at("")
            let made = try await master.send("POST", "", ["realm": .string(name), "enabled": true])
            #expect(made.status == 201)
            let path = "/realms/" + PercentEncoding.encode(name, in: .pathSegment)
            #expect(made.header("Location") == admin.idp.baseURL + "/admin" + path)
            #expect(try await issuer(admin.idp, path + discovery, host: "one.example") == "http://one.example" + path)
            #expect(PercentEncoding.decode(path.dropFirst("/realms/".count)) == name)
            let client = try await admin.at(String(path.dropFirst("/realms/".count))).client([
                "clientId": "web", "redirectUris": ["*"],
            ])
            #expect(client["clientId"] == "web")
            let login = await admin.idp.answer(
                Call(
                    method: .get, target: path + "/protocol/openid-connect/auth?client_id=web&redirect_uri=http://x/",
                    headers: Headers([("Host", "one.example")])))
            let cookies = login.headers.filter { $0.0 == "Set-Cookie" }.map(\.1)
            #expect(cookies.count == 3 && cookies.allSatisfy { $0.contains(";Path=\(path)/;") })
        }
    }
}
