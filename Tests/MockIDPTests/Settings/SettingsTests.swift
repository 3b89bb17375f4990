import Testing

@testable import MockIDP

/// What a command line and an environment ask for.
@Suite struct SettingsTests {
    @Test func `without options a server listens on loopback, in memory`() throws {
        let settings = try Settings(arguments: [], environment: [:])
        #expect(settings == Settings())
        #expect(settings.host == "127.0.0.1" && settings.port == 8080 && settings.managementPort == 9000)
        #expect(settings.databaseFile == nil && settings.httpsPort == nil)
        #expect(settings.administrator == ("admin", "admin"))
    }

    @Test func `options take their value after a space or an equals sign`() throws {
        let settings = try Settings(
            arguments: ["--port", "0", "--host=::1", "--database=x", "--loops", "2"], environment: [:])
        #expect(settings.port == 0 && settings.host == "::1" && settings.databaseFile == "x" && settings.loops == 2)
    }

    @Test func `words that are no options are realms to import`() throws {
        let settings = try Settings(arguments: ["one.json", "--port", "1", "folder", "--", "--x"], environment: [:])
        #expect(settings.imports == ["one.json", "folder", "--x"])
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

    @Test func `what Kubernetes tells of a Service in a variable is no setting`() throws {
        let environment = ["MOCKIDP_PORT": "tcp://10.96.0.1:8080", "KC_PORT": "udp://10.96.0.2:53"]
        #expect(try Settings(arguments: [], environment: environment) == Settings())
    }

    @Test func `an empty variable counts as not set`() throws {
        let settings = try Settings(arguments: [], environment: ["KC_HTTP_PORT": "", "KC_NOTHING": ""])
        #expect(settings == Settings())
    }

    @Test(arguments: [
        (["KC_BOOTSTRAP_ADMIN_USERNAME": "new", "KEYCLOAK_ADMIN": "old", "KEYCLOAK_ADMIN_PASSWORD": "s"], "new", "s"),
        (["KEYCLOAK_USER": "oldest", "KEYCLOAK_PASSWORD": "p"], "oldest", "p"),
        (["KEYCLOAK_ADMIN": "old", "KEYCLOAK_USER": "oldest"], "old", "admin"),
        (["KC_BOOTSTRAP_ADMIN_PASSWORD": "p"], "temp-admin", "p"),
    ])
    func `the administrator has the first name that is set`(
        _ environment: [String: String], _ username: String, _ password: String
    ) throws {
        let settings = try Settings(arguments: [], environment: environment)
        #expect(settings.administrator == (username, password))
    }

    @Test func `an administrator is a name and a password, which may hold colons`() throws {
        let settings = try Settings(arguments: ["--admin", "root:a:b"], environment: [:])
        #expect(settings.administrator == ("root", "a:b"))
    }

    @Test func `there need be no management port`() throws {
        #expect(try Settings(arguments: ["--management-port", "none"], environment: [:]).managementPort == nil)
    }

    @Test func `HTTPS has a port of its own once there is a certificate`() throws {
        let files = ["--https-certificate-file", "c.pem", "--https-certificate-key-file", "k.pem"]
        #expect(try Settings(arguments: files, environment: [:]).httpsPort == 8443)
        #expect(try Settings(arguments: files + ["--https-port", "1"], environment: [:]).httpsPort == 1)
        #expect(try Settings(arguments: ["--https-port", "1"], environment: [:]).httpsPort == nil)
        #expect(try Settings(arguments: files, environment: [:], as: .start).httpEnabled == false)
        let both = files + ["--http-enabled=true"]
        #expect(try Settings(arguments: both, environment: [:], as: .start).httpEnabled == true)
    }

    @Test func `Keycloak's commands listen on all addresses`() throws {
        #expect(try Settings(arguments: [], environment: [:], as: .startDev).host == "0.0.0.0")
        #expect(try Settings(arguments: ["--http-host", "::1"], environment: [:], as: .start).host == "::1")
    }

    @Test func `a kind of database is Keycloak's, a path is our file`() throws {
        let memory = try Settings(arguments: ["--db", "dev-mem"], environment: [:])
        #expect(memory.databaseFile == nil && memory.notices.isEmpty)
        let vendor = try Settings(arguments: [], environment: ["KC_DB": "postgres"])
        #expect(vendor.databaseFile == nil && vendor.notices.count == 1)
        #expect(try Settings(arguments: ["--db", "./state"], environment: [:]).databaseFile == "./state")
        #expect(try Settings(arguments: ["--db=state.db"], environment: [:]).databaseFile == "state.db")
        let kept = try Settings(arguments: ["--database", "x"], environment: ["KC_DB": "postgres"])
        #expect(kept.databaseFile == "x" && kept.notices.isEmpty)
    }

    @Test(arguments: [
        (["--port", "x"], "--port wants a number from 0 to 65535, not 'x'"),
        (["--http-port", "65536"], "--http-port wants a number from 0 to 65535, not '65536'"),
        (["--port", "-1"], "--port wants a number from 0 to 65535, not '-1'"),
        (["--port", "99999999999999999999"], "--port wants a number from 0 to 65535, not '99999999999999999999'"),
        (["--port"], "--port wants a value"), (["--port", "--host"], "--port wants a value"),
        (["--port="], "--port wants a number from 0 to 65535, not ''"),
        (["--loops", "0"], "--loops wants a number from 1 to 256, not '0'"),
        (["--admin", "root"], "--admin wants USER:PASSWORD"), (["--admin", ":secret"], "--admin wants USER:PASSWORD"),
        (["--prot", "1"], "unknown option --prot; did you mean --port? --help lists the options"),
        (["--zzzzzzzz", "1"], "unknown option --zzzzzzzz; --help lists the options"),
        (["-p", "1"], "unknown option -p; --help lists the options"),
        (
            ["--db", "h2"],
            "--db wants dev-file, dev-mem, mariadb, mssql, mysql, oracle, postgres, tidb or the path of a file, not 'h2'"
        ),
        (["--http-enabled=maybe"], "--http-enabled wants true or false, not 'maybe'"),
        (["--proxy-headers", "edge"], "--proxy-headers wants forwarded, xforwarded, not 'edge'"),
        (["--hostname", "a b"], "--hostname is neither a plain host name nor an address: 'a b'"),
        (["--hostname", "https://"], "--hostname is neither a plain host name nor an address: 'https://'"),
        (
            ["--hostname", "x", "--hostname-admin", "https://a"],
            "--hostname must be set to a URL when --hostname-admin is set"
        ),
        (
            ["--hostname", "x", "--hostname-backchannel-dynamic", "true"],
            "--hostname-backchannel-dynamic must be false if --hostname is not provided as full URL"
        ),
        (["--proxy-trusted-addresses", "x"], "--proxy-trusted-addresses wants IP addresses or CIDR ranges, not 'x'"),
        (
            ["--http-enabled=false"],
            "with --http-enabled=false HTTPS wants a certificate: --https-certificate-file and "
                + "--https-certificate-key-file, or --tls auto"
        ),
        (
            ["--https-certificate-file", "c.pem"],
            "HTTPS wants both --https-certificate-file and --https-certificate-key-file"
        ),
        (["-cf"], "-cf wants a file"),
    ])
    func `what cannot be understood is said`(_ arguments: [String], _ sentence: String) {
        #expect(throws: OptionError(description: sentence)) { try Settings(arguments: arguments, environment: [:]) }
    }

    @Test func `a bad value of a variable is refused by the variable's name`() {
        #expect(throws: OptionError(description: "KC_HTTP_PORT wants a number from 0 to 65535, not 'http'")) {
            try Settings(arguments: [], environment: ["KC_HTTP_PORT": "http"])
        }
    }

    @Test func `Keycloak's commands say what they do not know, with the nearest name`() throws {
        let settings = try Settings(
            arguments: ["--htp-port=1", "--nothing-like-it", "x", "word", "-b"], environment: ["KC_HOSTNAM": "x"],
            as: .startDev)
        #expect(
            settings.notices == [
                "KC_HOSTNAM is unknown and ignored; did you mean --hostname?",
                "--htp-port is unknown and ignored; did you mean --http-port?",
                "--nothing-like-it is unknown and ignored", "-b is unknown and ignored",
                "'word' is no option and is ignored",
            ])
    }

    @Test func `words of kc.sh that are no settings are taken`() throws {
        let words = [
            "-v", "--debug", "8787", "-Dx=y", "--profile", "dev", "-pf", "dev", "--spi-a--b--c=d", "--spi-a-b", "e",
        ]
        let settings = try Settings(arguments: words, environment: ["KC_SPI_A__B": "c"], as: .startDev)
        #expect(settings.notices.isEmpty && settings.imports.isEmpty)
        #expect(try Settings(arguments: words, environment: [:]).imports.isEmpty)
    }

    @Test func `imports that older set-ups ask for by system properties are done`() throws {
        let action = "-Dkeycloak.migration.action="
        let words = [
            action + "import", "-Dkeycloak.migration.provider=singleFile", "-Dkeycloak.migration.file=/a.json",
            "-Dkeycloak.migration.strategy=OVERWRITE_EXISTING",
        ]
        let settings = try Settings(arguments: words, environment: [:], as: .startDev)
        #expect(settings.imports == ["/a.json"] && settings.exchange.overrides == true && settings.notices.isEmpty)
        let folder = [action + "import", "-Dkeycloak.migration.provider=dir", "-Dkeycloak.migration.dir=/d"]
        #expect(try Settings(arguments: folder, environment: [:], as: .startDev).imports == ["/d"])
        #expect(try Settings(arguments: ["-Dkeycloak.import=/b"], environment: [:], as: .start).imports == ["/b"])
        #expect(try Settings(arguments: [action + "export"], environment: [:], as: .startDev).notices.count == 1)
    }

    @Test func `an option without a value, such as an unset variable's, counts as not set under Keycloak's commands`()
        throws
    {
        for word in ["--hostname=", "--hostname-admin=", "--http-port=", "--log-level=", "--features="] {
            let settings = try Settings(arguments: [word], environment: [:], as: .startDev)
            #expect(try settings == Settings(arguments: [], environment: [:], as: .startDev))
        }
        #expect(throws: OptionError.self) { try Settings(arguments: ["--hostname="], environment: [:]) }
    }

    @Test(arguments: [["--overide=false"], ["-x"], ["realm.json"]])
    func `a command that serves nothing ends at a word that it does not know`(_ words: [String]) {
        #expect(throws: OptionError.self) { try Settings(arguments: words, environment: [:], as: .command) }
    }

    @Test func `how to serve does not matter to a command that serves nothing`() throws {
        let environment = ["KC_HTTP_ENABLED": "false", "KC_HTTPS_CERTIFICATE_FILE": "x", "KC_NOTHING": "x"]
        #expect(try Settings(arguments: ["--file=f"], environment: environment, as: .command).exchange.file == "f")
    }

    @Test(arguments: [
        (["--port=9000"], "--port and --management-port are both 9000"),
        (["--tls=auto", "--https-port=8080"], "--port and --https-port are both 8080"),
    ])
    func `one port for two is said`(_ words: [String], _ sentence: String) throws {
        #expect(throws: OptionError(description: sentence)) { try Settings(arguments: words, environment: [:]) }
        #expect(
            try Settings(arguments: words + ["--management-port=0", "--https-port=0"], environment: [:]).loops == nil)
    }

    @Test func `in development mode HTTP stays open, as in Keycloak`() throws {
        let settings = try Settings(arguments: ["--http-enabled=false"], environment: [:], as: .startDev)
        #expect(settings.httpEnabled == nil && settings.notices.count == 1)
    }

    @Test(arguments: [
        (["--hostname-strict=true"], "--hostname is not set, where Keycloak asks for it: issuers follow the requests"),
        (
            ["--bootstrap-admin-client-id=x"],
            "--bootstrap-admin-client-id counts only with --bootstrap-admin-client-secret"
        ),
        (["--tls-ca-file=x"], "--tls-ca-file and --tls-names count only with --tls auto"),
        (
            ["--tls=auto", "--https-key-store-file=x"],
            "--tls auto makes no certificate, for one is given"
        ),
        (
            ["--http-access-log-enabled=true", "--http-access-log-pattern=%h"],
            "--http-access-log-pattern is not followed: requests are logged as by 'combined'"
        ),
        (
            ["--spi-login-protocol--openid-connect--legacy-logout-redirect-uri=true"],
            "--spi-login-protocol--openid-connect--legacy-logout-redirect-uri is not followed"
        ),
    ])
    func `what is not followed is said`(_ arguments: [String], _ sentence: String) throws {
        #expect(try Settings(arguments: arguments, environment: [:], as: .startDev).notices == [sentence])
    }

    @Test func `a provider's switch that is off is as it would be without`() throws {
        let words = ["--spi-login-protocol-openid-connect-legacy-logout-redirect-uri=false"]
        #expect(try Settings(arguments: words, environment: [:]).notices.isEmpty)
    }
}

/// Where else values come from. Modelled on Keycloak's KcEnvConfigSource and SysPropConfigSource.
@Suite struct ValueSourceTests {
    @Test func `a value takes variables, wherever it comes from`() throws {
        let environment = ["KC_HTTP_RELATIVE_PATH": "/${PLACE:auth}", "DOMAIN": "a.example", "EMPTY": ""]
        let settings = try Settings(arguments: ["--hostname=https://${DOMAIN}"], environment: environment)
        #expect(settings.hostname == "https://a.example" && settings.relativePath == "/auth")
    }

    @Test func `a raw variable is taken as it stands`() throws {
        let environment = ["KCRAW_BOOTSTRAP_ADMIN_PASSWORD": "a${HOME}$b", "HOME": "/root"]
        #expect(try Settings(arguments: [], environment: environment).adminPassword == "a${HOME}$b")
        #expect(throws: OptionError(description: "Both KC_HOSTNAME and KCRAW_HOSTNAME are set. Use only one.")) {
            try Settings(arguments: [], environment: ["KC_HOSTNAME": "a", "KCRAW_HOSTNAME": "b"])
        }
    }

    @Test func `a variable may name its option in another one`() throws {
        let environment = ["KC_MINE": "debug", "KCKEY_MINE": "log-level-org.a_b"]
        let settings = try Settings(arguments: [], environment: environment, as: .startDev)
        #expect(settings.log.categories == ["org.a_b": .debug] && settings.notices.isEmpty)
    }

    @Test func `a list of levels takes the place of one from elsewhere`() throws {
        let environment = ["KC_LOG_LEVEL": "debug,a:trace", "KC_LOG_LEVEL_B": "off"]
        let log = try Settings(arguments: ["--log-level=c:warn"], environment: environment).log
        #expect(log.root == .info && log.categories == ["b": .off, "c": .warn])
    }

    @Test func `system properties are options and imports, also those of Java's variables`() throws {
        let environment = [
            "JAVA_OPTS_APPEND":
                "-Xmx1g -Dkc.hostname=a -Dkeycloak.migration.action=import -Dkeycloak.migration.file=/a -Dkeycloak.import=/b",
            "KC_HTTP_PORT": "1",
        ]
        let settings = try Settings(arguments: ["-Dkc.http-port=2"], environment: environment, as: .startDev)
        #expect(settings.hostname == "a" && settings.port == 2 && settings.imports == ["/a"])
        let told = try Settings(arguments: ["-Dkc.http-port=2", "--http-port=3"], environment: [:], as: .startDev)
        #expect(told.port == 3 && told.notices.isEmpty)
    }
}
