import Foundation
import Processes
import Testing

/// A gateway in front of a service: it lets a realm's tokens for the audience `ai-service` pass.
protocol Gateway: Sendable {
    /// The program; nil where it is not installed.
    static var program: URL? { get }
    /// What it answers to a good token for somebody else.
    static var statusForWrongAudience: Int { get }
    /// Starts the program, and returns the URL at which it takes requests.
    func start(before service: Service, trusting realm: GuardedRealm, in room: GatewayRoom) async throws -> String
}

/// Where a gateway lives while a test runs: a folder of its own and its process. Both are gone afterwards.
final class GatewayRoom {
    let folder: URL
    private var processes: [ChildProcess] = []

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "mockidp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func close() {
        for process in processes {
            process.signal(SIGKILL)
            while process.isRunning { usleep(1000) }
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws -> URL {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file
    }

    /// The text of a file in the folder, nil as long as there is none.
    func read(_ name: String) -> String? {
        (try? Data(contentsOf: folder.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Starts a program; what it prints is kept for the error of `answer(_:from:)`.
    func launch(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        let process = try ChildProcess([program.path] + arguments) {
            $0.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            $0.hasNoInput = true
            $0.output = folder.appending(path: "log").path
            $0.joinsErrors = true
        }
        processes.append(process)
        return process
    }

    /// Asks until there is an answer. The limit is for a gateway that never comes up.
    func answer<Value>(from process: ChildProcess, _ ask: () async throws -> Value?) async throws -> Value {
        let limit = ContinuousClock.now + .seconds(20)
        while process.isRunning, ContinuousClock.now < limit {
            if let answer = try? await ask() { return answer }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw NotReady(description: "the gateway did not come up: \(read("log") ?? "")")
    }
}

/// A gateway that ended, or that did not answer in time.
struct NotReady: Error, CustomStringConvertible {
    let description: String
}

/// The project's folder.
let projectFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The first of these programs that is there.
func installed(_ paths: [String]) -> URL? {
    paths.map { URL(filePath: $0, relativeTo: projectFolder) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}
