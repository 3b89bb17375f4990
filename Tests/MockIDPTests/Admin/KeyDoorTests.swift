import Crypto
import HTTPServer
import JSON
import Testing

@testable import MockIDP

/// What a key is made from is checked alike wherever a component comes from (sentences: recording idp_flows_components 64,
/// else modelled on Keycloak's ConfigurationValidationHelper and its key provider factories).
@Suite struct KeyDoorTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let provider: String
        let config: JSONObject
        let sentence: String

        init(_ provider: String, _ config: JSONObject, _ sentence: String) {
            self.provider = provider
            self.config = config
            self.sentence = sentence
        }

        var testDescription: String { "\(provider) \(JSONValue.object(config).text.prefix(60))" }
    }

    private static let sizes = "'Key size' should be 1024, 2048, 3072 or 4096"
    private static let secretSizes = "'Secret size' should be 16, 24, 32, 64, 128, 256 or 512"
    private static let curves = "'Elliptic Curve' should be P-256, P-384 or P-521"
    private static let undecoded = "Failed to decode private key"

    static let refused: [Refused] =
        ["8192", "16384", "0", "-5", "9223372036854775808", "x", " 2048"].flatMap { size in
            ["rsa-generated", "rsa-enc-generated"].map { Refused($0, ["keySize": [.string(size)]], sizes) }
        }
        + ["9223372036854775807", "1000000000000", "1000000000", "-1", "0", "128.0"].flatMap { size in
            ["hmac-generated", "aes-generated"].map { Refused($0, ["secretSize": [.string(size)]], secretSizes) }
        }
        + [
            Refused("ecdsa-generated", ["ecdsaEllipticCurveKey": ["P-1"]], curves),
            Refused("ecdh-generated", ["ecdhEllipticCurveKey": ["secp256k1"]], curves),
            Refused(
                "eddsa-generated", ["eddsaEllipticCurveKey": ["P-256"]], "'Elliptic Curve' should be Ed25519 or Ed448"),
            Refused("rsa-generated", ["priority": ["9223372036854775808"]], "'Priority' should be a number"),
            Refused("rsa-generated", ["priority": ["1", "2"]], "'Priority' should be a single entry"),
            Refused("hmac-generated", ["enabled": ["TRUE"]], "'Enabled' should be 'true' or 'false'"),
            Refused("rsa", [:], "'Private RSA Key' is required"),
            Refused("rsa", ["privateKey": ["nonsense"]], undecoded),
            Refused("rsa-enc", ["privateKey": [.string(ecKey)]], undecoded),
            Refused("rsa", ["privateKey": [.string(ecKey)]], undecoded),
            Refused("rsa", ["privateKey": [.string(brokenKey)]], undecoded),
            Refused("rsa-generated", ["privateKey": [.string(brokenKey)], "certificate": ["AAAA"]], undecoded),
            Refused("rsa", ["privateKey": [.string(rsaKey)], "certificate": ["AAAA"]], "Failed to decode certificate"),
            Refused(
                "rsa", ["privateKey": [.string(rsaKey)], "certificate": [.string(otherCertificate)]],
                "Certificate does not match private key"),
            Refused(
                "ecdsa-generated", ["ecdsaPrivateKey": [.string(ecKey)], "ecdsaPublicKey": ["AAAA"]],
                "Failed to get EC from its public key"),
            Refused("hmac-generated", ["secret": ["%"]], "Failed to decode secret"),
            Refused("unheard-of", [:], "Invalid provider type or no such provider"),
        ]

    private static let rsaKey = (try? PrivateKey(rsa: ShippedKey.numbers(ShippedKey.count - 1)).pem) ?? ""
    private static let ecKey = (try? PrivateKey(curve: .p256, d: [7]).pem) ?? ""

    /// The key with a prime that is another's, and so no key at all.
    private static let brokenKey: String = {
        guard let pem = try? ShippedKey.numbers(ShippedKey.count - 1).der,
            let other = try? ShippedKey.numbers(ShippedKey.count - 2).primes?.p
        else { return "" }
        var bytes = pem
        guard let prime = try? ShippedKey.numbers(ShippedKey.count - 1).primes?.p else { return "" }
        for start in bytes.indices where bytes[start...].starts(with: prime) {
            bytes.replaceSubrange(start..<start + prime.count, with: other)
            break
        }
        return Base64.encode(bytes)
    }()

    private static let otherCertificate: String = {
        guard let key = try? PrivateKey(rsa: ShippedKey.numbers(ShippedKey.count - 2)) else { return "" }
        let certificate = try? Certificate.selfSigned(commonName: "x", key: key, atMilliseconds: 1_700_000_000_000)
        return Base64.encode(certificate?.der ?? [])
    }()

    private func component(_ provider: String, _ config: JSONObject) -> JSONObject {
        [
            "name": "k", "providerId": .string(provider), "providerType": .string(RealmKeys.providerType),
            "config": .object(config),
        ]
    }

    @Test func `the same is refused by POST, by PUT and in a realm's document`() async throws {
        try await withAdmin { admin in
            for refused in Self.refused {
                let posted = try await admin.send(
                    "POST", "/components", .object(component(refused.provider, refused.config)))
                #expect(posted.status == 400, "\(refused)")
                #expect(posted.sentence == refused.sentence, "\(refused)")
                var listed = component(refused.provider, refused.config)
                listed["providerType"] = nil
                let imported = try await admin.at("").send(
                    "POST", "",
                    ["realm": "new", "components": .object([RealmKeys.providerType: [.object(listed)]])])
                #expect(imported.status == 400, "\(refused)")
                #expect(imported.sentence == refused.sentence, "\(refused)")
            }
            let realms = try await admin.at("").get("")
            #expect(realms.array?.count == 2, "nothing was made")
        }
    }

    @Test func `PUT checks what the component becomes, and keeps it as it was`() async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/components", .object(component("rsa-generated", [:])))
            let path = "/components/" + made.id
            let before = try await admin.get(path)
            for config: JSONObject in [["keySize": ["16384"]], ["priority": ["x"]], ["enabled": ["yes"]]] {
                let refused = try await admin.send("PUT", path, .object(component("rsa-generated", config)))
                #expect(refused.status == 400)
            }
            #expect(try await admin.get(path) == before)
        }
    }

    @Test func `a component with an id that exists is a conflict`() async throws {
        try await withAdmin { admin in
            var body = component("hmac-generated", [:])
            body["id"] = "the-one"
            #expect(try await admin.send("POST", "/components", .object(body)).status == 201)
            let second = try await admin.send("POST", "/components", .object(body))
            #expect(second.status == 409)
            #expect(second.json == ["error": "conflict", "error_description": "Duplicate resource error"])
        }
    }

    @Test func `a key whose algorithm is not of its kind signs nothing, and the realm goes on`() async throws {
        try await withAdmin { admin in
            // Keycloak takes any text for the algorithm of a key.
            for (algorithm, size) in [("FOO", "2048"), ("HS256", "2048"), ("ES256", "1024"), ("PS512", "1024")] {
                let config: JSONObject = [
                    "algorithm": [.string(algorithm)], "priority": ["1000"], "keySize": [.string(size)],
                ]
                let made = try await admin.send("POST", "/components", .object(component("rsa-generated", config)))
                #expect(made.status == 201)
            }
            for algorithm in ["RS256", "ES256", "PS512", "HS256"] {
                #expect(
                    try await token(of: "c-\(algorithm)", signedWith: algorithm, admin).status == 200, "\(algorithm)")
            }
            let refused = try await token(of: "foo", signedWith: "FOO", admin)
            #expect(refused.status == 500, "as recorded: algorithms 60")
        }
    }

    /// The answer to a client's own token request, after it was made to ask for that algorithm.
    private func token(
        of clientId: String, signedWith algorithm: String, _ admin: AdminSession
    ) async throws -> AdminSession.Answer {
        _ = try await admin.client([
            "clientId": .string(clientId), "secret": "s", "serviceAccountsEnabled": true,
            "attributes": ["access.token.signed.response.alg": .string(algorithm)],
        ])
        return await admin.form(
            "/protocol/openid-connect/token",
            "grant_type=client_credentials&client_id=\(clientId)&client_secret=s&scope=openid")
    }

    @Test func `userinfo is signed with a key made at its first use`() async throws {
        try await withAdmin { admin in
            _ = try await admin.client([
                "clientId": "signed", "secret": "s", "serviceAccountsEnabled": true,
                "attributes": ["user.info.response.signature.alg": "ES256"],
            ])
            let tokens = await admin.form(
                "/protocol/openid-connect/token",
                "grant_type=client_credentials&client_id=signed&client_secret=s&scope=openid")
            let token = try #require(tokens.json["access_token"]?.string)
            let answer = await admin.form("/protocol/openid-connect/userinfo", "access_token=" + token)
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/jwt")
            #expect(try await admin.get("/keys")["active"]?["ES256"] != nil)
        }
    }
}
