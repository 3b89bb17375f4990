import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `mockidp serve`, `start-dev` and `start`: runs a server until SIGINT, SIGTERM or SIGHUP.
nonisolated(nonsending) func serve(_ arguments: [String], as manner: Settings.Manner) async {
    let beginning = monotonicMilliseconds()
    let settings = settings(arguments, as: manner)
    Log.standardOutput.line(MockIDPServer.greeting)
    if manner == .startDev {
        Log.standardOutput.line(
            "Running the server in development mode. DO NOT use this configuration in production.")
    }
    TerminationSignals.install()
    do {
        let server = try await MockIDPServer(settings, log: console(settings))
        let trust = try server.explainTrust()
        let signals = TerminationSignals.serve()
        server.announce(startedIn: monotonicMilliseconds() - beginning, profile: manner == .start ? "prod" : "dev")
        for line in trust { Log.standardOutput.line(line) }
        try server.writeReadyFile()
        await TerminationSignals.first(signals)
        server.removeReadyFile()
        await server.stop()
    } catch {
        fail("\(error)")
    }
}

/// The settings of a command; one that cannot be understood ends the process.
func settings(_ arguments: [String], as manner: Settings.Manner) -> Settings {
    do { return try Settings(arguments: arguments, environment: environment(), as: manner) } catch {
        misused("\(error)")
    }
}

/// Lines on standard output, coloured on a terminal unless `NO_COLOR` is set (no-color.org).
private func console(_ settings: Settings) -> Log {
    let hasNoColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return Log.places(of: settings).following(settings, onTerminal: isatty(STDOUT_FILENO) == 1 && !hasNoColour)
}

private func monotonicMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
