import MockIDP

/// `mockidp export` and `mockidp import`, with Keycloak's options.
func exchange(_ arguments: [String], isExport: Bool) async {
    let settings = settings(arguments, as: .command)
    let log = Log.standardOutput.following(settings)
    do {
        if isExport {
            try await MockIDPServer.export(settings, log: log)
        } else {
            try await MockIDPServer.importFiles(settings, log: log)
        }
    } catch let error as OptionError {
        misused(error.description)
    } catch {
        fail("\(error)")
    }
}

/// `mockidp bootstrap-admin user|service`: nothing is asked at a terminal; a password stands in a variable. Keycloak takes
/// `--no-prompt` before the kind.
func bootstrapAdministrator(_ arguments: [String]) async {
    guard let place = arguments.firstIndex(where: { ["user", "service"].contains($0) }) else {
        misused("usage: mockidp bootstrap-admin user|service --database FILE [OPTION …]")
    }
    let isService = arguments[place] == "service"
    var asked = BootstrapWords()
    do throws(OptionError) {
        asked = try BootstrapWords(Array(arguments[..<place] + arguments[(place + 1)...]), environment())
    } catch { misused(error.description) }
    var settings = settings(asked.rest, as: .command)
    settings.take(asked, isService: isService)
    guard (isService ? settings.adminClientSecret : settings.adminPassword) != nil else {
        misused(
            "there is no prompt: \(isService ? "--client-secret:env" : "--password:env") names the variable that holds it"
        )
    }
    do {
        try await MockIDPServer.addAdministrator(
            settings, isService: isService, log: .standardOutput.following(settings))
    } catch let error as OptionError {
        misused(error.description)
    } catch {
        fail("\(error)")
    }
}
