import MockIDP
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `mockidp exec [OPTION …] [REALM.json | FOLDER …] -- COMMAND …`: serves on free ports, runs the command with the variables
/// that clients read, and ends with its status.
nonisolated(nonsending) func execute(_ arguments: [String]) async {
    guard let mark = arguments.firstIndex(of: "--"), mark + 1 < arguments.endIndex else {
        misused("usage: mockidp exec [OPTION …] [REALM.json | FOLDER …] -- COMMAND …")
    }
    var settings = settings(Array(arguments[..<mark]), as: .own)
    let isTold = { (name: String) in arguments[..<mark].contains { $0 == name || $0.hasPrefix(name + "=") } }
    if !isTold("--port"), !isTold("--http-port") { settings.port = 0 }
    if !isTold("--management-port"), !isTold("--http-management-port") { settings.managementPort = 0 }
    do {
        // Standard output is the command's; so is standard error, but for what went wrong.
        let server = try await MockIDPServer(settings, log: .standardError.warnings())
        _ = try server.explainTrust()
        try server.writeReadyFile()
        let status = try await Child.run(Array(arguments[(mark + 1)...]), with: server.clientEnvironment)
        await server.stop()
        exit(status)
    } catch {
        fail("\(error)")
    }
}

/// The command that `exec` runs.
private enum Child {
    /// Signals that come to us are meant for it.
    static let process = Atomic<Int32>(0)

    /// Runs it to its end: its status, or 128 and the signal that ended it, as shells say it.
    static func run(_ words: [String], with environment: ClientEnvironment) async throws -> Int32 {
        for (name, value) in environment.variables { setenv(name, value, 1) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The server ignores SIGPIPE; its child should not.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var child = pid_t()
        let failure = posix_spawnp(&child, words[0], nil, &attributes, &arguments, environ)
        guard failure == 0 else {
            throw CommandError(description: "\(words[0]): \(String(cString: strerror(failure)))")
        }
        process.store(child, ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, passOn) }
        let running = child
        return await Task.detached { Self.wait(for: running) }.value
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { if errno != EINTR { return 1 } }
        let ending = status & 0x7f
        return ending == 0 ? (status >> 8) & 0xff : 128 + ending
    }
}

/// The handler: a terminal sends SIGINT to the child too, and a second one does no harm.
private func passOn(_ number: Int32) {
    let child = Child.process.load(ordering: .sequentiallyConsistent)
    if child > 0 { kill(child, number) }
}

/// A command that cannot be run.
private struct CommandError: Error, CustomStringConvertible {
    let description: String
}
