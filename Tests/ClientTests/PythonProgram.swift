import Foundation
import JSON
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
        try Data().write(to: output)

        let process = Process()
        process.executableURL = Self.environment.appending(path: "bin/python3")
        process.arguments = [Self.root.appending(path: "fixtures/programs/\(name)").path, server]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        // Waiting must not block a thread: the server that the program talks to is in this process.
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        try #require(process.terminationStatus == 0, "\(name) failed, see its traceback above")
        return try JSONReader.read([UInt8](Data(contentsOf: output)))
    }
}
