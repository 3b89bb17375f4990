import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
enum Main {
    static func main() async {
        await run(Array(Invocation.programWords.dropFirst()))
    }
}

/// Not in `main`, which is isolated to the main actor; on its thread all the same (`nonsending`), here and in what it calls
/// until the server listens: making another thread first is a tenth of a start.
nonisolated(nonsending) func run(_ words: [String]) async {
    if ownName == "keytool" { return makeKeyPair(words) }
    if let (name, words) = asKcadm(words) { await administer(words, as: name) }
    let invocation = Invocation(words)
    let arguments = invocation.arguments
    if asksForHelp(invocation) { return help(invocation.command) }
    switch invocation.command {
    case "serve": await serve(arguments, as: .own)
    case "start-dev": await serve(arguments, as: .startDev)
    case "start": await serve(arguments, as: .start)
    case nil where arguments.contains(where: ["--version", "-V"].contains): print(MockIDPServer.versionText)
    case nil: await serve(arguments, as: isKeycloaksScript ? .startDev : .own)
    case "build": build(arguments)
    case "import": await exchange(arguments, isExport: false)
    case "export": await exchange(arguments, isExport: true)
    case "bootstrap-admin": await bootstrapAdministrator(arguments)
    case "show-config": showConfiguration(arguments)
    case "health": await health(arguments)
    case "env": printEnvironment(arguments)
    case "exec": await execute(arguments)
    case "update-compatibility": updateCompatibility(arguments)
    case "tools": tools(arguments)
    case "state": await writeBuiltInState(arguments.first)
    case "routes": routes(arguments)
    case "version": print(MockIDPServer.versionText)
    case "help": help(arguments.first)
    case let word?: misused(Invocation.unknown(word))
    }
}

private func asksForHelp(_ invocation: Invocation) -> Bool {
    let own = invocation.arguments.prefix { $0 != "--" }
    return own.contains(where: ["--help", "-h", "--help-all"].contains)
}

private func help(_ command: String?) {
    guard let command, command != "help" else { return print(Invocation.usage) }
    guard Invocation.commands.contains(where: { $0.name == command }) else { misused(Invocation.unknown(command)) }
    print(Invocation.help(command))
}

/// What the program was called.
private var ownName: String { Invocation.programWords.first?.split(separator: "/").last.map(String.init) ?? "mockidp" }

/// Whether the program stands where Keycloak's script would: then no word means `start-dev`, which a container can be
/// reached by.
private var isKeycloaksScript: Bool { ["kc.sh", "kc"].contains(ownName) || getenv("KC_RUN_IN_CONTAINER") != nil }

/// The name and the words of kcadm, when that is asked for by the program's name or its first word.
private func asKcadm(_ words: [String]) -> (name: String, words: [String])? {
    if ["kcadm.sh", "kcadm"].contains(ownName) { return (ownName, words) }
    if words == ["help", "kcadm"] { return ("mockidp kcadm", ["help"]) }
    return words.first == "kcadm" ? ("mockidp kcadm", Array(words.dropFirst())) : nil
}

private func showConfiguration(_ arguments: [String]) {
    do {
        print(try Settings.shown(arguments: arguments, environment: environment(), as: .start))
    } catch { misused("\(error)") }
}

/// `mockidp build`: keeps the options that `start --optimized` begins with.
private func build(_ arguments: [String]) {
    do {
        let (notices, isKept) = try Settings.build(arguments: arguments, environment: environment())
        for notice in notices { print("WARNING: \(notice)") }
        print(
            isKept
                ? "Server configuration updated and persisted. Run the following command to review the configuration:\n\n"
                    + "\tkc.sh show-config --optimized\n"
                : "mockidp has nothing to build, and no folder lib/quarkus to keep options in: give them to start.")
    } catch let error as OptionError { misused(error.description) } catch { fail("\(error)") }
}

private func makeKeyPair(_ words: [String]) {
    let making: KeyPairMaking
    do { making = try KeyPairMaking(words) } catch { misused("\(error)") }
    do { try making.run() } catch { fail("\(error)") }
}

private func tools(_ arguments: [String]) {
    guard arguments == ["completion"] else { misused("usage: mockidp tools completion") }
    print(Invocation.completion)
}

private func routes(_ arguments: [String]) {
    guard arguments.count == 1, arguments[0].first != "-" else { misused("usage: mockidp routes EVIDENCE.json") }
    do { print(try MockIDPServer.coverage(evidence: arguments[0]), terminator: "") } catch { fail("\(error)") }
}

/// `mockidp state FILE`: makes the state that new servers start from (`Sources/Embedded/data/state.sqlite`) anew.
nonisolated func writeBuiltInState(_ path: String?) async {
    guard let path else { misused("usage: mockidp state FILE") }
    do { try await MockIDPServer.writeBuiltInState(to: path) } catch { fail("\(error)") }
}

/// Ends the process with a message and a status, mostly 1: what was asked for could not be done.
func fail(_ message: String, status: Int32 = 1) -> Never { end(message, status: status) }

/// Ends the process with a message and status 2: what was asked for could not be understood.
func misused(_ message: String) -> Never { end(message, status: 2) }

private func end(_ message: String, status: Int32) -> Never {
    Log.standardError.line("mockidp: \(message)")
    exit(status)
}

/// The environment variables of the process.
func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
        let text = String(cString: entry)
        if let mark = text.firstIndex(of: "=") {
            variables[String(text[..<mark])] = String(text[text.index(after: mark)...])
        }
        next += 1
    }
    return variables
}
