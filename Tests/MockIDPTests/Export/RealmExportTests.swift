import Crypto
import JSON
import Testing

@testable import MockIDP

/// A realm as an export file has it.
@Suite struct RealmExportTests {
    /// The value with members and elements in an order of their own: Keycloak's follows its hash tables.
    private func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items):
            .array(
                items.map(sorted).sorted {
                    String(decoding: $0.bytes, as: UTF8.self) < String(decoding: $1.bytes, as: UTF8.self)
                })
        case .object(let members):
            .object(JSONObject(members.sorted { $0.name < $1.name }.map { ($0.name, sorted($0.value)) }))
        default: value
        }
    }

    @Test func `generated keys come out with the certificates that they promise`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        let exported = try await lab.read { tx in try RealmExport(realm, tx).document(withUsers: false) }
        let keys = exported["components"]?[RealmKeys.providerType]?.array ?? []
        let texts = keys.compactMap { $0["config"]?["certificate"]?[0]?.string }
        #expect(texts.count == 2)
        for text in texts { _ = try Certificate(der: #require(Base64.decode(text))) }
    }

    @Test func `what Keycloak exported comes out as it went in`() async throws {
        var document = try realmFile("hashed-users")
        // An import gives clients what older exports did not have.
        document["clients"] = .array(
            (document["clients"]?.array ?? []).map { client in
                var client = ClientRepresentation(client.object ?? JSONObject())
                if client[\.attributes, "post.logout.redirect.uris"] == nil {
                    client[\.attributes, "post.logout.redirect.uris"] = "+"
                }
                return .object(client.document)
            })
        let lab = try await ImportLab()
        let realm = try await lab.create(document)
        let exported = try await lab.read { tx in try RealmExport(realm, tx).document(withUsers: true) }
        #expect(exported.map(\.name).sorted() == document.map(\.name).sorted())
        for (name, value) in document {
            #expect(sorted(exported[name] ?? .null) == sorted(value), "\(name)")
        }
    }
}
