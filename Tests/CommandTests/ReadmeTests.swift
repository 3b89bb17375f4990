import Foundation
import Testing

/// The README as its readers take it; fixtures/programs/readme.bash says how.
@Suite struct ReadmeTests {
    static let hasTools = ["curl", "jq", "python3"].allSatisfy { tool in
        ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + tool) }
    }

    @Test(
        .enabled(if: hasTools, "curl, jq or python3 is not there: ./scripts/test installs them"),
        .timeLimit(.minutes(5)))
    func `no command of the README's first five minutes fails after those before it`() async throws {
        let script = CommandLineProgram.root.appending(path: "fixtures/programs/readme.bash").path
        let (output, status) = try await CommandLineProgram.run("HOME=$PWD bash '\(script)'")
        #expect(status == 0, "\(output)")
    }
}
