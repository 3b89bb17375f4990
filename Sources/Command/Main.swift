import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
enum Main {
    static func main() async {
        await run(Array(CommandLine.arguments.dropFirst()))
    }
}

/// Not in `main`, which is isolated to the main actor; on its thread all the same (`nonsending`), here and in what it calls
/// until the server listens: making another thread first is a tenth of a start.
nonisolated(nonsending) func run(_ arguments: [String]) async {
    switch arguments.first {
    case "serve": await serve(Array(arguments.dropFirst()))
    case "state": await writeBuiltInState(arguments.dropFirst().first)
    case "routes": printCoverage(Array(arguments.dropFirst()))
    case "--help", "-h", "help", nil: print(usage)
    case let word?: fail("unknown command '\(word)'\n\n\(usage)")
    }
}

private let usage = """
    mockidp stands in for Keycloak \(MockIDPServer.keycloakVersion) in tests and on a laptop.

    usage: mockidp serve [OPTION …] [REALM.json | FOLDER …]   serve until interrupted; --help lists the options
           mockidp routes EVIDENCE.json                       print what is served and what is not
    """

/// `mockidp state FILE`: makes the state that new servers start from (`Sources/Embedded/data/state.sqlite`) anew.
nonisolated func writeBuiltInState(_ path: String?) async {
    guard let path else { fail("usage: mockidp state FILE") }
    do { try await MockIDPServer.writeBuiltInState(to: path) } catch { fail("\(error)") }
}

/// `mockidp routes EVIDENCE.json`: prints COVERAGE.md.
nonisolated func printCoverage(_ arguments: [String]) {
    guard let path = arguments.first else { fail("usage: mockidp routes EVIDENCE.json") }
    do { print(try MockIDPServer.coverage(evidence: path), terminator: "") } catch { fail("\(error)") }
}

/// Ends the process with a message and status 1.
func fail(_ message: String) -> Never {
    Log.standardError.line("mockidp: \(message)")
    exit(1)
}
