import Foundation
import HTTPServer
import JOSE
import JSON
import Testing

/// The replayer on tokens, cookies and what it cannot send.
@Suite struct ReplayedTokensTests {
    private let replay = Rehearsal()
    private let claims: JSONObject = [
        "exp": 160, "iat": 100, "jti": "trrtcc:one", "azp": "web", "scope": "email profile",
    ]

    @Test func `tokens are equal when their claims are but for ids and times`() {
        var live = claims
        live["exp"] = 1060
        live["iat"] = 1000
        live["jti"] = "trrtcc:two"
        live["scope"] = "profile email"
        #expect(judge(live) == [])
    }

    @Test func `a changed claim is found`() {
        #expect(
            judge(claims, changing: "azp", to: "other") == [
                #"$.access_token<claims>.azp: "other" where "web" is recorded"#
            ])
        #expect(judge(claims, changing: "jti", to: "onrtro:two").count == 1)
        #expect(judge(claims, changing: "scope", to: "email").count == 1)
    }

    @Test func `an extra claim and a missing one are found`() {
        #expect(judge(claims, changing: "acr", to: "1").count == 1)
        #expect(judge(claims, changing: "azp", to: nil).count == 1)
    }

    @Test func `another lifespan is found`() {
        #expect(judge(claims, changing: "exp", to: 200) == ["$.access_token<claims>.exp: 40.0 s off what is recorded"])
    }

    @Test func `another algorithm is found`() {
        #expect(
            judge(claims, header: ["alg": "ES256"]) == [
                #"$.access_token<header>.alg: "ES256" where "RS256" is recorded"#
            ])
    }

    @Test func `a token is sent as the live server made it, also one with a spoilt signature`() throws {
        let (recorded, live) = (token(claims), token(claims, signature: "live"))
        let first = exchange(["json": ["access_token": .string(recorded)]])
        #expect(replay.differences(first, ["access_token": .string(live)]) == [])
        let call = try replay.sent(request(["Authorization": .string("Bearer " + recorded)]))
        #expect(call.headers["Authorization"] == "Bearer " + live)
        let spoilt = try replay.sent(request(["Authorization": .string("Bearer \(recorded)x")]))
        #expect(spoilt.headers["Authorization"] == "Bearer \(token(claims, signature: "recordedx"))")
    }

    @Test func `administrators' tokens may name realms of other recordings`() throws {
        var recorded = claims
        recorded["iss"] = "http://127.0.0.1:18100/realms/master"
        recorded["aud"] = ["master-realm", "mine-realm", "other-realm"]
        recorded["resource_access"] = ["mine-realm": ["roles": ["a"]], "other-realm": ["roles": ["a"]]]
        var live = recorded
        live["aud"] = ["master-realm", "mine-realm"]
        live["resource_access"] = ["mine-realm": ["roles": ["a"]]]
        let replay = Rehearsal(authority: "127.0.0.1:18100")
        _ = try replay.call(for: request(target: "/admin/realms/mine"))
        #expect(replay.differences(answer(recorded), ["access_token": .string(token(live))]) == [])
        live["aud"] = ["mine-realm"]
        #expect(
            replay.differences(answer(live), ["access_token": .string(token(recorded, signature: "x"))]).count == 1)
    }

    @Test func `a secret in a Basic header is the live one`() throws {
        let first = exchange(["json": ["secret": "recorded-secret"]])
        #expect(replay.differences(first, ["secret": "live-secret"]) == [])
        let basic = Data("web:recorded-secret".utf8).base64EncodedString()
        let call = try replay.sent(request(["Authorization": .string("Basic " + basic)]))
        #expect(call.headers["Authorization"] == "Basic " + Data("web:live-secret".utf8).base64EncodedString())
        let form = try replay.sent(
            request(
                ["Content-Type": "application/x-www-form-urlencoded"], body: "a=x%2By+z&client_secret=recorded-secret&b"
            ))
        #expect(String(decoding: form.body, as: UTF8.self) == "a=x%2By+z&client_secret=live-secret&b=")
    }

    @Test func `cookies are known by name, and their values sent back`() throws {
        let first = exchange(
            ["json": [:]], headers: ["Set-Cookie": [#"SESSION="recorded/1";Path=/"#, "OTHER=1;Path=/"]])
        var answer = Reply.json(Array("{}".utf8))
        answer.headers.append(("Set-Cookie", #"SESSION="live/22";Path=/"#))
        #expect(replay.differences(first, answer) == ["Set-Cookie: OTHER missing"])
        let call = try replay.sent(request(["Cookie": #"SESSION="recorded/1""#]))
        #expect(call.headers["Cookie"] == #"SESSION="live/22""#)
    }

    @Test func `requests that only the recorded client could sign are skipped`() throws {
        #expect(try replay.call(for: request(["DPoP": "x"])) == nil)
        #expect(try replay.call(for: request(body: "client_assertion=x")) == nil)
        #expect(try replay.call(for: request(body: "token=" + token(claims))) == nil)
        #expect(try replay.call(for: request(target: "/admin/master/console/")) == nil)
        #expect(try replay.call(for: request(body: "token=x")) != nil)
    }

    @Test func `what a client signs is signed anew`() throws {
        let directive: JSONValue = [
            "at": "form:client_assertion", "key": "rsa1", "alg": "RS256",
            "claims": ["exp": ["$now": 60], "jti": ["$id": "a"], "iss": .string("web")],
        ]
        let call = try replay.sent(
            request(
                ["Content-Type": "application/x-www-form-urlencoded"], body: "client_assertion=old&x=1",
                sign: [directive]))
        let form = Form(String(decoding: call.body, as: UTF8.self))
        let assertion = try JWS.parse(try #require(form["client_assertion"]))
        let file = try Data(contentsOf: Recording.folder.appending(path: "client-keys.json"))
        let keys = try JSONReader.read(Array(file), options: .strict)
        let key = try #require(keys["rsa1"]?.object)
        #expect(JWS.verify(assertion, with: try JWK(from: key).verificationKey, algorithm: .rs256))
        #expect(try assertion.claims()["exp"]?.int == 1_800_000_060)
        #expect(form["x"] == "1")
    }

    private func judge(_ claims: JSONObject, changing name: String, to value: JSONValue?) -> [String] {
        var live = claims
        live[name] = value
        return judge(live)
    }

    private func judge(_ live: JSONObject, header: JSONObject = ["alg": "RS256"]) -> [String] {
        Rehearsal().differences(
            answer(claims), ["access_token": .string(token(live, header: header, signature: "live"))])
    }

    private func answer(_ claims: JSONObject) -> Exchange {
        exchange(["json": ["access_token": .string(token(claims))]])
    }

    private func token(
        _ claims: JSONObject, header: JSONObject = ["alg": "RS256"], signature: String = "recorded"
    ) -> String {
        let parts = [header, claims].map { part in
            Data(part.bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
                "=", with: "")
        }
        return parts.joined(separator: ".") + "." + signature
    }
}
