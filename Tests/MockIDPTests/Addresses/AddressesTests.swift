import HTTPServer
import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Under which addresses the server is known. Modelled on Keycloak's HostnameV2Provider and Quarkus' ForwardedParser.
@Suite struct AddressesTests {
    private func call(_ host: String, isTLS: Bool = false) -> Call {
        Call(method: "GET", target: "/", headers: Headers([("Host", host)]), isTLS: isTLS)
    }

    private func addresses(_ arguments: String...) throws -> Addresses {
        Addresses(try Settings(arguments: arguments, environment: [:]))
    }

    @Test(arguments: [
        ("a.example:8080", false, "http://a.example:8080"), ("a.example:80", false, "http://a.example"),
        ("a.example:443", true, "https://a.example"), ("a.example:443", false, "http://a.example:443"),
        ("a.example:80", true, "https://a.example:80"), ("a.example:8443", true, "https://a.example:8443"),
        ("[::1]:80", false, "http://[::1]"), ("a.example", false, "http://a.example"), ("", false, "http://"),
    ])
    func `an address never shows the default port`(_ host: String, _ isTLS: Bool, _ expected: String) throws {
        #expect(try addresses().frontend(call(host, isTLS: isTLS)) == expected)
    }

    @Test func `a host name takes the scheme and the port of the request`() throws {
        let addresses = try addresses("--hostname", "idp.example", "--http-relative-path", "/auth")
        #expect(addresses.frontend(call("10.0.0.1:8080")) == "http://idp.example:8080/auth")
        #expect(addresses.frontend(call("10.0.0.1:443", isTLS: true)) == "https://idp.example/auth")
        #expect(addresses.backend(call("10.0.0.1:8080")) == "http://idp.example:8080/auth")
    }

    @Test(arguments: [
        ("https://idp.example", "https://idp.example"), ("https://idp.example/", "https://idp.example"),
        ("https://idp.example:443/x/", "https://idp.example/x"), ("http://idp.example:8080", "http://idp.example:8080"),
    ])
    func `a whole address is taken as it is`(_ hostname: String, _ expected: String) throws {
        let addresses = try addresses("--hostname", hostname, "--http-relative-path", "/auth")
        #expect(addresses.frontend(call("10.0.0.1:8080")) == expected)
        #expect(addresses.asked(call("10.0.0.1:8080")) == "http://10.0.0.1:8080/auth")
    }

    @Test func `servers may be told the address they came by`() throws {
        let addresses = try addresses("--hostname", "https://idp.example", "--hostname-backchannel-dynamic", "true")
        #expect(addresses.frontend(call("keycloak:8080")) == "https://idp.example")
        #expect(addresses.backend(call("keycloak:8080")) == "http://keycloak:8080")
        #expect(addresses.backend(call("idp.example", isTLS: true)) == "https://idp.example")
    }

    @Test func `the administration may have an address of its own`() throws {
        let addresses = try addresses("--hostname", "https://a.example", "--hostname-admin", "https://b.example:8443/")
        #expect(
            addresses.admin(call("x")) == "https://b.example:8443"
                && addresses.frontend(call("x")) == "https://a.example")
    }

    @Test func `a realm's own address comes first`() async throws {
        try await withDemoRealm(["attributes": ["frontendUrl": "https://login.example.org/"]]) { lab in
            let discovery = await lab.send("GET", "/realms/demo/.well-known/openid-configuration")
            let document = ProtocolAnswer(discovery)
            #expect(document["issuer"] == "https://login.example.org/realms/demo")
            #expect(document["token_endpoint"].hasPrefix("https://login.example.org/realms/demo/"))
            let tokens = await lab.logIn()
            #expect(claims(of: tokens["access_token"])["iss"] == "https://login.example.org/realms/demo")
            #expect(await lab.userInfo(await lab.logIn(["scope": "openid"])["access_token"]).status == 200)
            try await lab.changeRealm(["attributes": ["frontendUrl": "not an address"]])
            #expect(claims(of: await lab.logIn()["access_token"])["iss"]?.string == lab.issuer)
        }
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.1.2.3", false), ("192.168.1.7", "192.168.1.7", true),
        ("192.168.1.0/25", "192.168.1.127", true), ("192.168.1.0/25", "192.168.1.128", false), ("::1", "::1", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("0.0.0.0/0", "1.2.3.4", true), ("10.0.0.0/8", "unix", false),
    ])
    func `a range holds the addresses with its first bits`(_ range: String, _ address: String, _ isInside: Bool) throws
    {
        #expect(try #require(AddressRange(range)).contains(address) == isInside)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "localhost", "::1/129"])
    func `what is no range is refused`(_ text: String) {
        #expect(AddressRange(text) == nil)
    }
}
