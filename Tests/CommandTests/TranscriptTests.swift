import Foundation
import Testing

/// The commands, as files of fixtures/transcripts show them: `$` before what is typed, `?` before the status, `…` for what
/// may be anything.
@Suite(.serialized) struct TranscriptTests {
    struct Step: Sendable, CustomTestStringConvertible {
        let line: String
        var output: [String] = []
        var status: Int32 = 0

        var testDescription: String { line }
    }

    static let steps: [Step] = {
        let folder = CommandLineProgram.root.appending(path: "fixtures/transcripts")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
        return files.flatMap { file in
            let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
            return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(into: [Step]()) { steps, line in
                if line.hasPrefix("$ ") {
                    steps.append(Step(line: String(line.dropFirst(2))))
                } else if line.hasPrefix("? ") {
                    steps[steps.count - 1].status = Int32(line.dropFirst(2)) ?? -1
                } else if !steps.isEmpty, !line.isEmpty, !line.hasPrefix("# ") {
                    steps[steps.count - 1].output.append(String(line))
                }
            }
        }
    }()

    @Test func `there are transcripts`() { #expect(Self.steps.count > 20) }

    @Test(arguments: steps) func `a command says and ends as it is written`(_ step: Step) async throws {
        let (output, status) = try await CommandLineProgram.run(step.line)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count == step.output.count && zip(lines, step.output).allSatisfy(matches), "\(output)")
        #expect(status == step.status)
    }

    private func matches(_ line: String, _ expected: String) -> Bool {
        guard let mark = expected.firstIndex(of: "…") else { return line == expected }
        // The sentences that have the sign themselves are taken as they are.
        return line == expected
            || line.hasPrefix(expected[..<mark]) && line.hasSuffix(expected[expected.index(after: mark)...])
    }
}
