import Foundation
import Processes

/// The program as it was built beside the tests.
enum CommandLineProgram {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let folderOfProgram: String = {
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        return FileManager.default.isExecutableFile(atPath: beside + "/mockidp")
            ? beside : root.appending(path: ".build/debug").path
    }()

    /// What the sanitizers' builds go by.
    private static let sanitizers = ProcessInfo.processInfo.environment.filter { name, _ in
        ["LD_PRELOAD", "TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS"].contains(name)
    }

    /// Starts the program with these words, with no variables, and with its output and its errors in a file.
    static func start(_ words: [String], output: String) throws -> ChildProcess {
        try ChildProcess([folderOfProgram + "/mockidp"] + words) {
            $0.environment = sanitizers.merging(["PATH": "/usr/bin:/bin"]) { $1 }
            $0.hasNoInput = true
            $0.output = output
            $0.joinsErrors = true
        }
    }

    /// What a line of a shell says and how it ends, in an empty folder, with no variables but those it sets itself.
    static func run(_ line: String) async throws -> (output: String, status: Int32) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mockidp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "output")
        let process = try ChildProcess(["/bin/sh", "-c", "cd '\(folder.path)' || exit 1\n\(line)"]) {
            $0.environment = sanitizers.merging(["PATH": folderOfProgram + ":/usr/bin:/bin"]) { $1 }
            $0.hasNoInput = true
            $0.output = output.path
            $0.joinsErrors = true
        }
        let status = await process.end()
        return (String(decoding: try Data(contentsOf: output), as: UTF8.self), status)
    }
}
