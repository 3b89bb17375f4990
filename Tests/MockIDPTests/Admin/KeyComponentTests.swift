import Crypto
import JSON
import Testing

@testable import MockIDP

@Suite struct KeyComponentTests {
    private let type = "org.keycloak.keys.KeyProvider"

    private func component(_ provider: String, _ config: JSONValue = [:]) -> JSONValue {
        ["name": "k", "providerId": .string(provider), "providerType": .string(type), "config": config]
    }

    private static let providers: [(String, JSONValue, String)] = [
        ("rsa-generated", ["algorithm": ["PS256"]], "PS256"),
        ("rsa-enc-generated", ["algorithm": ["RSA-OAEP-256"]], "RSA-OAEP-256"),
        ("ecdsa-generated", ["ecdsaEllipticCurveKey": ["P-384"]], "ES384"),
        ("eddsa-generated", [:], "EdDSA"),
        ("hmac-generated", ["algorithm": ["HS256"]], "HS256"),
    ]

    @Test(arguments: providers)
    func `a key provider has its key at once`(_ provider: String, _ config: JSONValue, _ algorithm: String) async throws
    {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/components", component(provider, config))
            #expect(made.status == 201)
            let keys = try await admin.get("/keys")
            let key = keys["keys"]?.array?.first { $0["providerId"]?.string == made.id }
            #expect(key?["algorithm"]?.string == algorithm)
            #expect(keys["active"]?[algorithm] == key?["kid"])
            let shown = try await admin.get("/components/" + made.id)
            #expect(shown["config"] == config, "generated keys stay inside")
        }
    }

    @Test func `the certificate of a generated key is signed when it is asked for, the same each time`() async throws {
        try await withAdmin { admin in
            let id = try await admin.send("POST", "/components", component("rsa-generated")).id
            let record = try await admin.idp.services.store.read { (tx) throws in
                try tx.component(id: id, in: try #require(try tx.realm(named: admin.realm)).id)
            }
            let stored = try #require(record)
            let text = try #require(stored.document[\.config, "certificate"]?.first)
            let promise = try #require(PromisedCertificate(text))
            #expect(promise.commonName == admin.realm && promise.text == text)
            let shown = try await admin.get("/keys")["keys"]?.array?.first { $0["providerId"]?.string == id }
            let certificate = try #require(shown?["certificate"]?.string)
            #expect(try stored.document.certified()[\.config, "certificate"] == [certificate])
            #expect(try stored.document.certified().certified() == stored.document.certified())
        }
    }

    @Test(arguments: ["a b", "", "self-signed 1 x"])
    func `a certificate that is promised keeps its name`(_ name: String) {
        let promise = PromisedCertificate(commonName: name, milliseconds: 1)
        #expect(PromisedCertificate(promise.text) == promise)
        #expect(PromisedCertificate("MIIB") == nil)
    }

    @Test func `what a key is made from cannot be anything`() async throws {
        try await withAdmin { admin in
            func refusal(_ body: JSONValue) async throws -> String? {
                try await admin.send("POST", "/components", body).sentence
            }
            let unknown = try await refusal(component("nope"))
            #expect(unknown == "Invalid provider type or no such provider")
            let size = try await refusal(component("rsa-generated", ["keySize": ["17"]]))
            #expect(size == "'Key size' should be 1024, 2048, 3072 or 4096")
            let priority = try await refusal(component("rsa-generated", ["priority": ["high"]]))
            #expect(priority == "'Priority' should be a number")
        }
    }

    @Test func `a changed component keeps its key unless it would be another`() async throws {
        try await withAdmin { admin in
            let path = "/components/" + (try await admin.send("POST", "/components", component("ecdsa-generated")).id)
            func kid() async throws -> JSONValue? {
                try await admin.get("/keys")["keys"]?.array?.first { $0["type"] == "EC" }?["kid"]
            }
            let first = try await kid()
            try await admin.send("PUT", path, component("ecdsa-generated", ["priority": ["7"]]))
            #expect(try await kid() == first)
            try await admin.send("PUT", path, component("ecdsa-generated", ["ecdsaEllipticCurveKey": ["P-521"]]))
            #expect(try await kid() != first)
        }
    }

    @Test func `a key of one's own is taken and masked`() async throws {
        try await withAdmin { admin in
            let key = try PrivateKey(rsa: ShippedKey.numbers(ShippedKey.count - 1)).pem
            let made = try await admin.send("POST", "/components", component("rsa", ["privateKey": [.string(key)]]))
            #expect(made.status == 201)
            let shown = try await admin.get("/components/" + made.id)
            #expect(shown["config"]?["privateKey"] == ["**********"])
            let keys = try await admin.get("/keys")["keys"]?.array
            #expect(keys?.contains { $0["providerId"]?.string == made.id } == true)
        }
    }
}
