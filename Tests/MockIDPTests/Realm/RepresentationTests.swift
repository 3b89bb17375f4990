import Foundation
import JSON
import Testing

@testable import MockIDP

/// The bodies are answers of a real server (fixtures/representations).
struct RepresentationTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../fixtures/representations")

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appending(path: "\(name).json")))
    }

    /// Decodes, encodes and decodes a recorded answer; nothing may change, the order of members included.
    private func checkRoundTrip<F: FieldSet>(_ name: String, _ type: Representation<F>.Type) throws {
        let recorded = try bytes(name)
        let representation = try Representation<F>(body: recorded)
        #expect(try .object(representation.document) == JSONReader.read(recorded))
        let written = JSONValue.object(representation.ordered).bytes
        #expect(try JSONReader.read(written) == JSONReader.read(recorded))
        #expect(try Representation<F>(body: written) == representation)
        var shuffled = JSONObject()
        for (name, value) in representation.document.reversed() { shuffled[name] = value }
        #expect(Representation<F>(shuffled).ordered == representation.document)
    }

    @Test func `recorded answers survive a round trip in Keycloak's order`() throws {
        try checkRoundTrip("realm", RealmRepresentation.self)
        try checkRoundTrip("client", ClientRepresentation.self)
        try checkRoundTrip("user", UserRepresentation.self)
        try checkRoundTrip("role", RoleRepresentation.self)
        try checkRoundTrip("group", GroupRepresentation.self)
        try checkRoundTrip("client-scope", ClientScopeRepresentation.self)
        try checkRoundTrip("component", ComponentRepresentation.self)
        try checkRoundTrip("credential", CredentialRepresentation.self)
        try checkRoundTrip("flow", AuthenticationFlowRepresentation.self)
        try checkRoundTrip("identity-provider", IdentityProviderRepresentation.self)
    }

    @Test func `the tables hold as many fields as Keycloak's classes`() {
        #expect(RealmFields.table.names.count == 155)
        #expect(ClientFields.table.names.count == 44)
        #expect(UserFields.table.names.count == 29)
    }

    @Test func `members are written and read by name`() throws {
        var client = ClientRepresentation()
        #expect(client.name == nil)
        #expect(client.standardFlowEnabled)
        client.name = "shown"
        client.enabled = false
        client.attributes = ["b": "2", "a": "1"]
        #expect(client.document == ["name": "shown", "enabled": false, "attributes": ["a": "1", "b": "2"]])
        client.name = nil
        client[\.attributes, "c"] = "3"
        client[\.attributes, "a"] = nil
        #expect(client.document == ["enabled": false, "attributes": ["b": "2", "c": "3"]])
        #expect(client[\.attributes, "b"] == "2")
    }

    @Test func `a changed map keeps the order of its members`() {
        var client = ClientRepresentation(["attributes": ["z": "1", "m": "2"]])
        client.attributes["a"] = "3"
        #expect(client.document["attributes"]?.object?.names == ["z", "m", "a"])
    }

    @Test func `nested representations are ordered too`() {
        let client = ClientRepresentation([
            "protocolMappers": [["config": [:], "name": "m"]], "clientId": "a",
        ])
        #expect(client.ordered.text == #"{"clientId":"a","protocolMappers":[{"name":"m","config":{}}]}"#)
    }

    @Test func `a client's attributes merge by name and an empty one goes`() throws {
        var client = ClientRepresentation([
            "id": "1", "name": "a", "enabled": true, "attributes": ["x": "1", "y": "2"],
            "redirectUris": ["https://a", "https://b"],
        ])
        let change = try ClientRepresentation(
            body: Array(#"{"id":"2","attributes":{"x":"","z":3},"redirectUris":["https://c"],"enabled":null}"#.utf8))
        client.merge(change)
        #expect(
            client.document == [
                "id": "1", "name": "a", "enabled": true, "attributes": ["y": "2", "z": "3"],
                "redirectUris": ["https://c"],
            ])
    }

    @Test func `a realm's attributes are replaced but for those that are settings`() {
        var realm = RealmRepresentation([
            "attributes": ["cibaInterval": "5", "realmReusableOtpCode": "false"],
            "browserSecurityHeaders": ["xRobotsTag": "none", "xFrameOptions": "SAMEORIGIN"],
        ])
        realm.merge(
            RealmRepresentation(["attributes": ["a": "1"], "browserSecurityHeaders": ["xFrameOptions": ""]]))
        #expect(realm.attributes == ["a": "1", "cibaInterval": "5"])
        #expect(realm[\.browserSecurityHeaders, "xRobotsTag"] == "none")
        #expect(realm[\.browserSecurityHeaders, "xFrameOptions"] == "")
    }

    @Test func `defaults fill what is absent`() throws {
        let recorded = try ClientRepresentation(body: bytes("client"))
        let client = ClientRepresentation(["clientId": "fixed-id", "consentRequired": true]).withDefaults
        for (name, value) in client.document where !["attributes", "fullScopeAllowed"].contains(name) {
            #expect(recorded.document[name] == value, "\(name)")
        }
    }
}
