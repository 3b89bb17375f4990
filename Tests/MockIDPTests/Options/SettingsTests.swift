import Testing

@testable import MockIDP

/// What a command line and an environment ask for.
@Suite struct SettingsTests {
    @Test func `without options a server listens on loopback, in memory`() throws {
        let settings = try Settings(arguments: [], environment: [:])
        #expect(settings == Settings())
        #expect(settings.host == "127.0.0.1" && settings.port == 8080 && settings.managementPort == 9000)
        #expect(settings.databaseFile == nil && settings.httpsPort == nil)
        #expect(settings.adminUsername == "admin" && settings.adminPassword == "admin")
    }

    @Test func `options take their value after a space or an equals sign`() throws {
        let settings = try Settings(
            arguments: ["--port", "0", "--host=::1", "--db=", "--loops", "2"], environment: [:])
        #expect(settings.port == 0 && settings.host == "::1" && settings.databaseFile == "" && settings.loops == 2)
    }

    @Test func `words that are no options are realms to import`() throws {
        let settings = try Settings(arguments: ["one.json", "--port", "1", "folder"], environment: [:])
        #expect(settings.imports == ["one.json", "folder"])
    }

    @Test func `Keycloak's spelling of an option does the same`() throws {
        let ours = ["--port", "1", "--management-port", "2", "--host", "localhost"]
        let theirs = ["--http-port", "1", "--http-management-port", "2", "--http-host", "localhost"]
        #expect(try Settings(arguments: ours, environment: [:]) == Settings(arguments: theirs, environment: [:]))
    }

    @Test func `variables set what the command line does not`() throws {
        let environment = ["KC_HTTP_PORT": "1", "KC_HTTP_HOST": "localhost", "PATH": "/bin"]
        let settings = try Settings(arguments: ["--port", "2"], environment: environment)
        #expect(settings.port == 2 && settings.host == "localhost")
    }

    @Test func `of two variables for one option the first wins`() throws {
        let both = ["KC_BOOTSTRAP_ADMIN_USERNAME": "new", "KEYCLOAK_ADMIN": "old", "KEYCLOAK_ADMIN_PASSWORD": "secret"]
        let settings = try Settings(arguments: [], environment: both)
        #expect(settings.adminUsername == "new" && settings.adminPassword == "secret")
    }

    @Test func `an administrator is a name and a password, which may hold colons`() throws {
        let settings = try Settings(arguments: ["--admin", "root:a:b"], environment: [:])
        #expect(settings.adminUsername == "root" && settings.adminPassword == "a:b")
    }

    @Test func `there need be no management port`() throws {
        #expect(try Settings(arguments: ["--management-port", "none"], environment: [:]).managementPort == nil)
    }

    @Test func `HTTPS has a port of its own once there is a certificate`() throws {
        let files = ["--https-certificate-file", "c.pem", "--https-certificate-key-file", "k.pem"]
        #expect(try Settings(arguments: files, environment: [:]).httpsPort == 8443)
        #expect(try Settings(arguments: files + ["--https-port", "1"], environment: [:]).httpsPort == 1)
    }

    @Test(arguments: [
        (["--port", "x"], "--port wants a number from 0 to 65535, not 'x'"),
        (["--port", "65536"], "--port wants a number from 0 to 65535, not '65536'"),
        (["--port", "-1"], "--port wants a number from 0 to 65535, not '-1'"),
        (["--port", "99999999999999999999"], "--port wants a number from 0 to 65535, not '99999999999999999999'"),
        (["--port"], "--port wants a value"), (["--port="], "--port wants a number from 0 to 65535, not ''"),
        (["--loops", "0"], "--loops wants 1 to 256"), (["--admin", "root"], "--admin wants USER:PASSWORD"),
        (["--admin", ":secret"], "--admin wants USER:PASSWORD"),
        (["--nothing", "1"], "unknown option --nothing; --help lists the options"),
        (["--"], "unknown option --; --help lists the options"),
        (["--https-port", "1"], "--https-port wants --https-certificate-file and --https-certificate-key-file"),
        (
            ["--https-certificate-file", "c.pem"],
            "HTTPS wants both --https-certificate-file and --https-certificate-key-file"
        ),
    ])
    func `what cannot be understood is said`(_ arguments: [String], _ sentence: String) {
        #expect(throws: OptionError(description: sentence)) { try Settings(arguments: arguments, environment: [:]) }
    }

    @Test func `a bad value of a variable is refused as well`() {
        #expect(throws: OptionError.self) { try Settings(arguments: [], environment: ["KC_HTTP_PORT": "http"]) }
    }

    @Test func `the help lists every option with its variables`() {
        for option in Option.table {
            #expect(Settings.help.contains("--\(option.names[0]) \(option.placeholder)"))
            #expect(Settings.help.contains(option.help))
            #expect(option.variables.allSatisfy(Settings.help.contains))
        }
        #expect(Settings.help.split(separator: "\n").allSatisfy { $0.count < 200 })
    }

    @Test func `no two options share a name or a variable`() {
        let names = Option.table.flatMap(\.names)
        let variables = Option.table.flatMap(\.variables)
        #expect(Set(names).count == names.count && Set(variables).count == variables.count)
    }
}
