import Foundation
import JSON
import Processes
import Testing

/// A program of fixtures/programs, run with the Python packages that scripts/test installs.
struct PythonProgram {
    let name: String

    init(_ name: String) { self.name = name }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let environment = root.appending(path: ".cache/venv")

    /// Whether the packages are there; the file is written when all of them are.
    static let isInstalled = FileManager.default.fileExists(
        atPath: environment.appending(path: "installed.txt").path)

    static let howToInstall: Comment = "the packages from PyPI are not there: ./scripts/test installs them"

    /// Runs the program against a server and reads the JSON that it prints.
    func answers(from server: String) async throws -> JSONValue {
        let output = FileManager.default.temporaryDirectory.appending(path: "mockidp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        let python = Self.environment.appending(path: "bin/python3").path
        let program = Self.root.appending(path: "fixtures/programs/\(name)").path
        let process = try ChildProcess([python, program, server]) {
            $0.hasNoInput = true
            $0.output = output.path
        }
        let status = await process.end()
        try #require(status == 0, "\(name) failed, see its traceback above")
        return try JSONReader.read([UInt8](Data(contentsOf: output)))
    }
}
