import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `mockidp serve`: runs a server until SIGINT or SIGTERM.
nonisolated(nonsending) func serve(_ arguments: [String]) async {
    if arguments.contains("--help") || arguments.contains("-h") {
        print(Settings.help)
        return
    }
    TerminationSignals.install()
    do {
        let settings = try Settings(arguments: arguments, environment: environment())
        let server = try await MockIDPServer(settings)
        let signals = TerminationSignals.serve()
        announce(server)
        await TerminationSignals.first(signals)
        await server.stop()
    } catch {
        fail("\(error)")
    }
}

/// The two lines that people and scripts wait for, as soon as the server answers.
private func announce(_ server: MockIDPServer) {
    var addresses = [server.baseURL]
    if let port = server.httpsPort { addresses.append("https port \(port)") }
    if let port = server.managementPort { addresses.append("management port \(port)") }
    Log.standardOutput.line(
        "mockidp, as Keycloak \(MockIDPServer.keycloakVersion), started. Listening on: \(addresses.joined(separator: ", "))"
    )
    Log.standardOutput.line("The keys that ship with mockidp are public: never trust its tokens outside of tests.")
}

/// The environment variables that options take.
private func environment() -> [String: String] {
    let names = Option.table.flatMap(\.variables)
    let values = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
    return Dictionary(values, uniquingKeysWith: { first, _ in first })
}
