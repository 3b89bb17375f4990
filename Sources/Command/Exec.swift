import MockIDP
import Processes
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
    let words = Array(arguments[..<mark])
    let ports = [["--port", "--http-port"], ["--management-port", "--http-management-port"], ["--https-port"]]
    let untold = ports.filter { names in
        !words.contains { word in names.contains { word == $0 || word.hasPrefix($0 + "=") } }
    }
    let settings = settings(untold.map { $0[0] + "=0" } + words, as: .own)
    let status: Int32
    do {
        status = try await run(Array(arguments[(mark + 1)...]), served: settings)
    } catch { fail("\(error)", status: (error as? SpawnError)?.status ?? 1) }
    exit(status)
}

/// Runs a command beside a server of its own: its status.
nonisolated(nonsending) private func run(_ words: [String], served settings: Settings) async throws -> Int32 {
    // Standard output is the command's; so is standard error, but for what went wrong.
    let server = try await MockIDPServer(settings, log: .standardError.following(settings).warnings())
    _ = try server.explainTrust()
    try server.writeReadyFile()
    defer { server.removeReadyFile() }
    let status = try await run(words, with: server.clientEnvironment)
    await server.stop()
    return status
}

/// The command that `exec` runs: signals that come to us are meant for it.
private let child = Atomic<Int32>(0)

/// Runs it to its end: its status.
private func run(_ words: [String], with environment: ClientEnvironment) async throws -> Int32 {
    for (name, value) in environment.variables { setenv(name, value, 1) }
    let process = try ChildProcess(words)
    child.store(process.id, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, passOn) }
    return await process.end()
}

/// The handler: a terminal sends SIGINT to the child too, and a second one does no harm.
private func passOn(_ number: Int32) {
    let running = child.load(ordering: .sequentiallyConsistent)
    if running > 0 { kill(running, number) }
}
