import Testing

@testable import MockIDP

/// Which command a command line asks for, and what is printed about commands.
@Suite struct InvocationTests {
    @Test(
        arguments: [
            ([], nil, []), (["serve", "a"], "serve", ["a"]),
            (["--verbose", "start-dev", "--x"], "start-dev", ["--verbose", "--x"]),
            (["--db", "mysql", "start"], "start", ["--db", "mysql"]), (["--port", "1"], nil, ["--port", "1"]),
            (["srve", "start"], "srve", ["start"]), (["--spi-x=true", "start"], "start", ["--spi-x=true"]),
        ] as [([String], String?, [String])])
    func `the command may follow options`(_ words: [String], _ command: String?, _ arguments: [String]) {
        let invocation = Invocation(words)
        #expect(invocation.command == command && invocation.arguments == arguments)
    }

    @Test(
        arguments: [
            (
                ["/opt/keycloak/bin/kc.sh", "--verbose", "start-dev", "--http-management-port=9100"],
                ["--verbose", "--http-management-port=9100"]
            ),
            (["mockidp", "serve", ""], [""]), (["mockidp"], []), (["kc.sh", "export", "--dir", "x"], []),
            (["/bin/sh", "-c", "kc.sh start-dev"], []), ([], []),
        ] as [([String], [String])]) func `the options of a server are read from its command line`(
            _ words: [String], _ options: [String]
        )
    {
        #expect(Invocation.ofServer(words.flatMap { Array($0.utf8) + [0] }) == options)
    }

    @Test func `an unknown command is told the nearest`() {
        #expect(Invocation.unknown("srve") == "unknown command 'srve'; did you mean serve? --help lists the commands")
        #expect(Invocation.unknown("xyzzy") == "unknown command 'xyzzy'; --help lists the commands")
    }

    @Test func `the configuration is shown without secrets`() throws {
        let shown = try Settings.shown(
            arguments: ["--http-port=1", "--db-password", "geheim"],
            environment: ["KC_BOOTSTRAP_ADMIN_PASSWORD": "geheim", "KC_HTTP_PORT": "2", "MOCKIDP_LOOPS": "3"],
            as: .start)
        #expect(
            shown == """
                Current Mode: production
                Current Configuration:
                \tkc.bootstrap-admin-password =  ******* (ENV)
                \tkc.db-password =  ******* (CLI)
                \tkc.http-port =  1 (CLI)
                \tkc.loops =  3 (ENV)
                """)
    }

    @Test func `no two options share a name or a variable`() {
        let names = Option.table.flatMap(\.names)
        let variables = Option.table.flatMap(\.variables)
        #expect(Set(names).count == names.count && Set(variables).count == variables.count)
    }

    @Test func `help fits a terminal`() {
        for command in Invocation.commands {
            #expect(Invocation.help(command.name).split(separator: "\n").allSatisfy { $0.count < 140 })
        }
        for command in ["health", "env"] {
            let help = Invocation.help(command)
            #expect(help.contains("--management-port") && !help.contains("--cache"), "what has a meaning there")
        }
        #expect(Invocation.help("version") == "usage: mockidp version\n\nprint the version")
        let names = Set(Option.table.flatMap(\.names))
        #expect(Invocation.commands.allSatisfy { names.isSuperset(of: $0.options ?? []) })
        #expect(Invocation.completion.contains("--http-port") && Invocation.completion.contains("start-dev"))
    }
}
