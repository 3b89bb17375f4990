import Crypto
import JSON

/// Makes tokens like a good one that differ in what a gateway has to check.
struct Forge {
    private let good: String
    private let header: JSONObject
    private let claims: JSONObject

    init(like good: String) throws {
        self.good = good
        let parts = good.split(separator: ".").map { Base64.urlDecode(String($0)) ?? [] }
        header = try JSONReader.read(parts[0]).object ?? [:]
        claims = try JSONReader.read(parts[1]).object ?? [:]
    }

    /// Signed by RS256 with the given key, some claims changed.
    func signed(by key: PrivateKey, _ changes: JSONObject = [:]) throws -> String {
        var claims = claims
        for (name, value) in changes { claims[name] = value }
        let input = Self.encode(header) + "." + Self.encode(claims)
        return input + "." + Base64.urlEncode(try key.sign(Array(input.utf8), .rs256))
    }

    /// The good token with the first character of its signature changed.
    func spoilt() -> String {
        var parts = good.split(separator: ".").map(String.init)
        let first = parts[2].removeFirst()
        parts[2] = (first == "A" ? "B" : "A") + parts[2]
        return parts.joined(separator: ".")
    }

    /// `alg: none`, and no signature.
    func unsigned() -> String { Self.encode(header(alg: "none")) + "." + Self.encode(claims) + "." }

    /// HS256 with a text that everybody knows as the shared key.
    func signed(bySecret secret: String) -> String {
        let input = Self.encode(header(alg: "HS256")) + "." + Self.encode(claims)
        return input + "." + Base64.urlEncode(hmac(.sha256, key: Array(secret.utf8), Array(input.utf8)))
    }

    private func header(alg: JSONValue) -> JSONObject {
        var header = header
        header["alg"] = alg
        return header
    }

    private static func encode(_ object: JSONObject) -> String { Base64.urlEncode(object.bytes) }
}
