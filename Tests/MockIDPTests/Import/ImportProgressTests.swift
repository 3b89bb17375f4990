import JSON
import Testing

@testable import MockIDP

@Suite struct ImportProgressTests {
    private final class Screen {
        var time: UInt64 = 0
        var text = ""
    }

    @Test func `a long import says how far it is, four times a second, and takes that away`() {
        let screen = Screen()
        let progress = ImportProgress(now: { screen.time }) { screen.text += $0 }
        for number in 1...256 {
            screen.time = UInt64(number) * 2_000_000
            progress.step(of: "big")
        }
        progress.end()
        #expect(
            screen.text
                == "\r\u{1B}[KImporting realm 'big': 128 made\r\u{1B}[KImporting realm 'big': 256 made\r\u{1B}[K")
    }

    @Test func `a short one says nothing`() {
        let screen = Screen()
        let progress = ImportProgress(now: { screen.time }) { screen.text += $0 }
        for _ in 1...1000 { progress.step(of: "small") }
        progress.end()
        #expect(screen.text.isEmpty)
    }

    @Test func `an import tells each part that it makes`() async throws {
        let lab = try await ImportLab()
        let screen = Screen()
        let progress = ImportProgress(now: { screen.time }) { screen.text += $0 }
        let users: [JSONValue] = (0..<100).map { ["username": .string("user\($0)")] }
        let document = CheckedRealm(RealmRepresentation(["realm": "told", "users": .array(users)]), log: .silent)
        let draft = try await RealmDraft(complete: document.document.document, lab.idp)
        screen.time = 1_000_000_000
        try await lab.store.write { _ = try lab.idp.writeRealm(draft, in: $0, progress: progress) }
        #expect(screen.text.contains("Importing realm 'told': 64 made"))
        #expect(screen.text.hasSuffix("\r\u{1B}[K"), "the line is in the way of the log's")
    }
}
