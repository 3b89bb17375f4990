import MockIDP
import MockIDPTestKit
import Testing

/// What a server starts with.
@Suite struct RealmSourceTests {
    private let exported =
        "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        + "/fixtures/realms/hashed-users.json"

    @Test func `realms come from files, texts and parts`() async throws {
        let realms: [Realm] = [
            Realm("parts"), .file(exported), .json(#"{"realm": "text", "displayName": "Text"}"#),
            .json(#"[{"realm": "one"}, {"realm": "two"}]"#),
        ]
        try await withMockIDP(realms: realms) { idp in
            let there = try await idp.admin("GET", "/realms").array?.compactMap { $0["realm"]?.string } ?? []
            #expect(Set(there) == ["master", "parts", "hashed", "text", "one", "two"])
            #expect(try await idp.admin("GET", "/realms/text")["displayName"] == "Text")
        }
    }

    @Test(arguments: [
        ("{\"realm\": \"a\",\n oops}", "at line 2"), ("7", "a realm is an object"),
        (#"{"enabled": true}"#, "Realm name cannot be empty"), (#"[{"realm": "a"}, {"realm": "a"}]"#, "already exists"),
    ])
    func `a text that is no realm is refused with a reason`(_ text: String, _ reason: String) async throws {
        let error = await #expect(throws: (any Error).self) { try await withMockIDP(realms: [.json(text)]) { _ in } }
        #expect(error.map { "\($0)".contains(reason) } == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `a file that is not there is named`() async throws {
        let error = await #expect(throws: (any Error).self) {
            try await withMockIDP(realms: [.file("/nowhere/realm.json")]) { _ in }
        }
        #expect(error.map { "\($0)".contains("/nowhere/realm.json") } == true)
    }
}
