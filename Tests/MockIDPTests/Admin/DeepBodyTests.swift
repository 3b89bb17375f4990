import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// What can be written can be read again: bodies are refused while there is still room around them.
@Suite struct DeepBodyTests {
    private func nested(_ levels: Int) -> String {
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }

    private static let doors: [(method: String, path: String, before: String, after: String)] = [
        ("PUT", "/client-policies/policies", #"{"policies":"#, "}"),
        ("PUT", "/client-policies/profiles", #"{"profiles":"#, "}"),
        ("PUT", "", #"{"clientPolicies":{"policies":"#, "}}"),
        ("PUT", "/users/profile", #"{"attributes":[{"name":"username"},{"name":"email"}],"groups":"#, "}"),
        ("PUT", "/users/profile", #"{"attributes":[{"name":"username","annotations":"#, #"},{"name":"email"}]}"#),
        ("PUT", "/authentication/required-actions/UPDATE_PASSWORD/config", #"{"config":{"a":"#, "}}"),
        ("POST", "/clients", #"{"clientId":"deep","authorizationSettings":{"a":"#, "}}"),
    ]

    @Test(arguments: 0..<7)
    func `a realm stays readable at every depth of a body`(door: Int) async throws {
        try await withAdmin { admin in
            let (method, path, before, after) = Self.doors[door]
            for levels in [5, 890, 896, 897, 898, 899, 900, 990, 997, 998, 999, 1000, 1001, 1_000_000] {
                let answer = try await admin.send(method, path, text: before + nested(levels) + after)
                #expect(answer.status < 500, "\(levels)")
                if levels >= 900 { #expect(answer.status == 400, "\(levels)") }
                #expect(try await admin.send("GET", "", nil).status == 200, "\(levels)")
                #expect(try await admin.send("GET", path, nil).status == 200, "\(levels)")
            }
            #expect(try await admin.send("DELETE", "", nil).status == 204)
        }
    }

    @Test func `a document of an older database that is one level too deep can still be read and mended`() async throws
    {
        let realm = try await TestRealm()
        let policies = try JSONReader.read(nested(999))
        try await realm.store.write { (tx) throws in
            var record = try #require(try tx.realm(id: realm.id))
            record.document.document["clientPolicies"] = ["policies": policies]
            try tx.update(record)
        }
        try await realm.store.write { (tx) throws in
            var record = try #require(try tx.realm(id: realm.id))
            #expect(record.document.document["clientPolicies"]?["policies"] == policies)
            record.document.document["clientPolicies"] = nil
            try tx.update(record)
        }
    }
}
