import Crypto
import Foundation
import JOSE
import JSON

/// Signs anew what the recorded client signed: client assertions, request objects, DPoP proofs.
///
/// A directive of a recording says where the JWT goes and what is in it:
/// `{"at": "form:client_assertion", "key": "rsa1", "alg": "RS256", "header": {…}, "claims": {…}}`. `key` is a key of
/// `client-keys.json`, or `{"secret": "text"}`. In claims and header `{"$now": 60}` is the time in 60 s, `{"$id": "a"}` an
/// identifier (the same one for the same name), `{"$ath": "TOKEN"}` the hash of a token (RFC 9449 section 4.2) and
/// `{"$jwk": "rsa1"}` a public key.
struct ClientSigner {
    /// A directive that cannot be carried out.
    struct Failure: Error { let directive: String }

    private var keys: JSONObject?
    private let now: @Sendable () -> Int
    private var ids: [String: String] = [:]

    /// - Parameter now: seconds since 1970.
    init(now: @escaping @Sendable () -> Int) { self.now = now }

    /// The JWT that a directive describes.
    ///
    /// - Parameter substituted: a recorded text with what the live server made up in place of what was recorded.
    mutating func token(_ directive: JSONValue, _ substituted: (String) -> String) throws -> String {
        let keys = try self.keys ?? Self.readKeys()
        self.keys = keys
        let algorithm = directive["alg"]?.string ?? ""
        var header: JSONObject = ["alg": .string(algorithm)]
        for (name, value) in directive["header"]?.object ?? ["typ": "JWT"] { header[name] = made(value, substituted) }
        let payload =
            directive["raw"]?.string.map { Array($0.utf8) } ?? made(directive["claims"] ?? [:], substituted).bytes
        let headerBytes = JSONValue.object(header).bytes
        if algorithm == "none" {
            return String(decoding: JWS.headerPart(headerBytes), as: UTF8.self) + Base64.urlEncode(payload) + "."
        }
        guard let signing = Algorithm(rawValue: directive["sign_alg"]?.string ?? algorithm),
            let key = try Self.signingKey(directive["key"], keys, substituted)
        else { throw Failure(directive: directive.text) }
        return String(
            decoding: try JWS.sign(header: headerBytes, payload: payload, signing, key: key), as: UTF8.self)
    }

    private static func readKeys() throws -> JSONObject {
        let file = try Data(contentsOf: Recording.folder.appending(path: "client-keys.json"))
        return try JSONReader.read(Array(file), options: .strict).object ?? [:]
    }

    private static func signingKey(_ key: JSONValue?, _ keys: JSONObject, _ substituted: (String) -> String) throws
        -> SigningKey?
    {
        if let name = key?.string { return try keys[name]?.object.flatMap { try JWK(from: $0).signingKey } }
        return key?["secret"]?.string.map { .secret(Array(substituted($0).utf8)) }
    }

    /// A value of a directive with what it asks for in its place.
    private mutating func made(_ value: JSONValue, _ substituted: (String) -> String) -> JSONValue {
        switch value {
        case .string(let text): return .string(substituted(text))
        case .array(let values):
            var list: [JSONValue] = []
            for value in values { list.append(made(value, substituted)) }
            return .array(list)
        case .object(let members):
            if let offset = members["$now"]?.int { return JSONValue(now() + offset) }
            if let name = members["$id"]?.string { return .string(id(name)) }
            if let token = members["$ath"]?.string {
                return .string(Base64.urlEncode(Digest.sha256.hash(Array(substituted(token).utf8))))
            }
            if let name = members["$jwk"]?.string { return .object(publicKey(name)) }
            var result = JSONObject()
            for (name, value) in members { result[name] = made(value, substituted) }
            return .object(result)
        default: return value
        }
    }

    private mutating func id(_ name: String) -> String {
        if let known = ids[name] { return known }
        let made = UUID().uuidString.lowercased()
        ids[name] = made
        return made
    }

    private func publicKey(_ name: String) -> JSONObject {
        let members = keys?[name]?.object ?? [:]
        return JSONObject(
            members.filter { ["kty", "n", "e", "crv", "x", "y"].contains($0.name) }.map { ($0.name, $0.value) })
    }
}
