import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `mockidp env [--format shell|dotenv|tf|pulumi|json] [OPTION …]`: prints the variables for a server that was started with
/// these options.
func printEnvironment(_ arguments: [String]) {
    var rest: [String] = []
    var name = "shell"
    var words = arguments[...]
    while let word = words.popFirst() {
        if word == "--format" {
            guard let next = words.popFirst() else { misused("--format wants a value") }
            name = next
        } else if word.hasPrefix("--format=") {
            name = String(word.dropFirst("--format=".count))
        } else {
            rest.append(word)
        }
    }
    let formats = ClientEnvironment.Format.allCases.map(\.rawValue)
    guard let format = ClientEnvironment.Format(rawValue: name) else {
        misused("--format wants \(formats.joined(separator: ", ")), not '\(name)'")
    }
    let settings = settings(rest, as: .own)
    if [settings.port, settings.httpsPort, settings.managementPort].contains(0) {
        misused("a server picks a free port itself when it is told port 0; its --ready-file has the variables")
    }
    print(settings.expectedEnvironment.text(format))
}

/// `mockidp health [OPTION …]`: asks the server that these options and variables describe; ends with 0 when it is up, with 1
/// when it is not. For a container's HEALTHCHECK: there it knows the options of the server by itself.
func health(_ arguments: [String]) async {
    let isInContainer = arguments.isEmpty && getenv("KC_RUN_IN_CONTAINER") != nil
    // What is typed is refused like elsewhere when nobody knows it.
    if let word = settings(arguments, as: .own).imports.first {
        misused("health is told where the server is by its options, such as --management-port, not by '\(word)'")
    }
    let settings = settings(isInContainer ? Invocation.ofContainer() : arguments, as: .start)
    guard let place = settings.probeAddress else { misused("there is no port to ask: --management-port is none") }
    do {
        try await Probe.ask(place)
        print("UP")
    } catch { fail("DOWN: \(error)") }
}

/// `mockidp update-compatibility metadata|check`.
func updateCompatibility(_ arguments: [String]) {
    do {
        let outcome = try UpdateCompatibility(arguments, environment: environment()).run()
        if !outcome.output.isEmpty { print(outcome.output) }
        if !outcome.errors.isEmpty { Log.standardError.line(outcome.errors) }
        exit(outcome.status)
    } catch let error as OptionError { misused(error.description) } catch { fail("\(error)") }
}
