import Crypto
import JOSE
import JSON
import Testing

@Suite struct StrictnessTests {
    private let secret = Array("a secret of some length for tests".utf8)

    private func token(header: String, payload: String = "{}", signature: [UInt8]? = nil) -> String {
        let input = Base64.urlEncode(Array(header.utf8)) + "." + Base64.urlEncode(Array(payload.utf8))
        let tag = signature ?? hmac(.sha256, key: secret, Array(input.utf8))
        return input + "." + Base64.urlEncode(tag)
    }

    private func verifies(_ token: String) throws -> Bool {
        JWS.verify(try JWS.parse(token), with: .secret(secret), algorithm: .hs256)
    }

    @Test func `a good token is good`() throws {
        #expect(try verifies(token(header: #"{"alg":"HS256"}"#)))
        #expect(try verifies(token(header: #"{"alg":"HS256","typ":"JWT","kid":"x","x":[1,{"y":null}],"b64":true}"#)))
    }

    @Test func `a text of another number of parts is refused`() throws {
        let good = token(header: #"{"alg":"HS256"}"#)
        let parts = good.split(separator: ".").map(String.init)
        for text in ["", ".", "a", "\(parts[0]).\(parts[1])", good + ".", good + "." + parts[2], good + ".a.b", "...."]
        {
            #expect(throws: JOSEError.notThreeParts) { try JWS.parse(text) }
        }
        #expect(throws: JOSEError.self) { try JWS.parse("..") }
        #expect(throws: JOSEError.self) { try JWS.parse("{\"payload\":\"\(parts[1])\"}") }
    }

    @Test func `parts are base64url in one form only`() throws {
        let good = token(header: #"{"alg":"HS256"}"#)
        for text in [" " + good, good + " ", good + "\n", good + "=", good.replacing(".", with: " ."), good + "AA"] {
            #expect(throws: JOSEError.self) { try JWS.parse(text) }
        }
        #expect(try !verifies(good + "A"))
        // 32 bytes leave two bits unused in the last letter; a letter that differs in them alone says the same bytes.
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let place = try #require(good.last.flatMap { letters.firstIndex(of: $0) })
        #expect(throws: JOSEError.notBase64URL(part: "signature")) {
            try JWS.parse(good.dropLast() + String(letters[place ^ 1]))
        }
    }

    @Test(arguments: [
        #"[]"#, #""x""#, "", "{", #"{"alg":"HS256"}x"#, #"{"alg":"HS256","alg":"none"}"#,
        #"{"alg":"none","alg":"HS256"}"#, #"{"alg":"HS256","\u0061lg":"none"}"#,
        #"{"alg":"HS256","kid":"a","kid":"b"}"#,
        "\u{FEFF}{\"alg\":\"HS256\"}", #"{"alg":"HS256",}"#, #"{"alg":"HS256","x":NaN}"#, #"{/**/"alg":"HS256"}"#,
        #"{}"#, #"{"alg":null}"#, #"{"alg":1}"#, #"{"alg":["HS256"]}"#, #"{"alg":"HS256","kid":1}"#,
        #"{"alg":"HS256","typ":{}}"#, #"{"alg":"HS256","crit":["bork"],"bork":1}"#, #"{"alg":"HS256","crit":[]}"#,
        #"{"alg":"HS256","crit":["absent"]}"#, #"{"alg":"HS256","crit":["alg"]}"#, #"{"alg":"HS256","crit":null}"#,
        #"{"alg":"HS256","b64":false}"#, #"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        #"{"alg":"HS256","x":{"y":1,"y":2}}"#,
    ])
    func `a header that is not plainly one is refused`(header: String) {
        #expect(throws: JOSEError.self) { try JWS.parse(token(header: header)) }
    }

    @Test func `a header of great depth is refused without harm`() {
        let header = #"{"alg":"HS256","x":"# + String(repeating: "[", count: 100_000)
        #expect(throws: JOSEError.headerNotAnObject) { try JWS.parse(token(header: header)) }
    }

    @Test(arguments: ["none", "None", "NONE", "nOnE", "", "hs256", "HS256 ", " HS256", "FOO", "RS256", "HS512"])
    func `an algorithm that is not the expected one letter for letter verifies nothing`(algorithm: String) throws {
        let header = #"{"alg":"\#(algorithm)"}"#
        #expect(try !verifies(token(header: header)))
        #expect(try !verifies(token(header: header, signature: [])))
        let set = JWKSet([JWK(.secret(secret))])
        if Algorithm(rawValue: algorithm) == nil { #expect(try !set.verify(JWS.parse(token(header: header)))) }
    }

    @Test func `an empty signature and an empty secret verify nothing`() throws {
        #expect(try !verifies(token(header: #"{"alg":"HS256"}"#, signature: [])))
        let header = Array(#"{"alg":"HS256"}"#.utf8)
        let input = Base64.urlEncode(header) + ".e30"
        let text = input + "." + Base64.urlEncode(hmac(.sha256, key: [], Array(input.utf8)))
        #expect(try !JWS.verify(JWS.parse(text), with: .secret([]), algorithm: .hs256))
        #expect(throws: JOSEError.self) { try JWS.sign(header: header, payload: [], .hs256, key: .secret([])) }
    }

    @Test func `claims are an object with unique names`() throws {
        func claims(_ payload: String) throws -> JSONObject {
            try JWS.parse(token(header: #"{"alg":"HS256"}"#, payload: payload)).claims()
        }
        #expect(try claims(#"{"sub":"x"}"#)["sub"] == "x")
        for payload in ["", "[]", #""x""#, #"{"aud":"good","aud":"bad"}"#, #"{"exp":1}x"#, "{\"a\":1e}"] {
            #expect(throws: JOSEError.claimsNotAnObject) { try claims(payload) }
        }
        let header = Base64.urlEncode(Array(#"{"alg":"HS256"}"#.utf8))
        let notUTF8 = Base64.urlEncode(Array(#"{"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
        #expect(throws: JOSEError.claimsNotAnObject) { try JWS.parse("\(header).\(notUTF8).").claims() }
    }
}
