import Foundation

/// The program as it was built beside the tests.
enum CommandLineProgram {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let folderOfProgram: String = {
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        return FileManager.default.isExecutableFile(atPath: beside + "/mockidp")
            ? beside : root.appending(path: ".build/debug").path
    }()

    /// What a line of a shell says and how it ends, in an empty folder, with no variables but those it sets itself.
    static func run(_ line: String) async throws -> (output: String, status: Int32) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mockidp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = folder
        process.environment = ["PATH": folderOfProgram + ":/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return (
            text,
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        )
    }
}
