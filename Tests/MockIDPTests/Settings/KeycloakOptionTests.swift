import Testing

@testable import MockIDP

/// Keycloak's 251 options, each in every form in which it can be given.
@Suite struct KeycloakOptionTests {
    private static let known = KeycloakOption.all.filter { $0.treatment != .former }

    @Test func `every option of Keycloak is known`() {
        #expect(Self.known.count == 251)
        #expect(Set(KeycloakOption.all.map(\.name)).count == KeycloakOption.all.count)
    }

    @Test func `what is called honoured stands in our table, and nothing else of Keycloak's does`() {
        let honoured = Set(Self.known.filter { $0.treatment == .honoured }.map(\.name))
        #expect(honoured == Set(Option.table.compactMap(\.keycloak).filter { !$0.hasPrefix("spi-") }))
    }

    @Test func `what is said aloud has a reason`() {
        for option in KeycloakOption.all where option.treatment == .aloud || option.treatment == .former {
            #expect(!option.note.isEmpty, "\(option.name)")
        }
    }

    /// A value that the option takes.
    private static func value(_ option: KeycloakOption) -> String {
        switch option.name {
        case "hostname-admin": "https://a.example"
        case "proxy-trusted-addresses": "10.0.0.0/8"
        case "log-level", "log-level-<category>", "log-console-level": "debug"
        case "db": "dev-mem"
        case "users-per-file": "7"
        case "users": "skip"
        case "log": "file"
        case "features": "scripts"
        case "features-disabled": "ciba"
        case "feature-<name>": "disabled"
        case "http-relative-path", "http-management-relative-path": "/auth"
        case _ where option.placeholder == "true|false": "true"
        case _ where option.placeholder == "PORT": "1234"
        default: option.placeholder.contains("|") ? String(option.placeholder.prefix { $0 != "|" }) : "x"
        }
    }

    /// The name with something for the part that users choose.
    private static func name(_ option: KeycloakOption) -> String {
        if option.name == "feature-<name>" { return "feature-ciba" }
        return option.name.contains("<") ? String(option.name.prefix { $0 != "<" }) + "org.x" : option.name
    }

    /// What other options an option needs.
    private static func companions(_ option: KeycloakOption) -> [String] {
        switch option.name {
        case "hostname-admin", "hostname-backchannel-dynamic": ["--hostname=https://x"]
        case "bootstrap-admin-client-id": ["--bootstrap-admin-client-secret=x"]
        case "https-certificate-file": ["--https-certificate-key-file=x"]
        case "https-certificate-key-file": ["--https-certificate-file=x"]
        default: []
        }
    }

    @Test(arguments: known) func `an option is taken in all its forms alike`(_ option: KeycloakOption) throws {
        let (name, value, others) = (Self.name(option), Self.value(option), Self.companions(option))
        let variable = "KC_" + String(name.uppercased().map { "-.".contains($0) ? "_" : $0 })
        let file = ConfigurationFile.read("\(name)=\(value)", path: "f", profile: "dev", [:])
        #expect(file == [Given(name: name, value: value, origin: .file("f", name))])
        let words = option.placeholder.isEmpty ? ["--" + name] : ["--" + name, value]
        var forms = [
            try Settings(arguments: others + words, environment: [:]),
            try Settings(
                arguments: others + ["--\(name)=\(option.placeholder.isEmpty ? "true" : value)"], environment: [:]),
            try Settings(
                arguments: others, environment: [variable: option.placeholder.isEmpty ? "true" : value], as: .own),
        ]
        for index in forms.indices {
            let isSaid = option.treatment == .aloud && value != option.defaultValue || option.name == "features"
            #expect(forms[index].notices.count == (isSaid ? 1 : 0), "\(forms[index].notices)")
            forms[index].notices = []
        }
        #expect(forms[0] == forms[1] && forms[0] == forms[2])
        let changes = option.treatment == .honoured && !Self.changeNothing.contains(option.name)
        let without = try? Settings(arguments: others, environment: [:])
        #expect((forms[0] != without) == changes)
    }

    /// What is followed already, or decides no more than a notice.
    private static let changeNothing: Set = [
        "https-port", "health-enabled", "http-management-health-enabled", "metrics-enabled", "log-console-output",
        "http-access-log-pattern",
    ]

    @Test(arguments: known) func `the help shows every option`(_ option: KeycloakOption) {
        let shown = "--\(option.name)"
        #expect(Invocation.help("start").split(whereSeparator: { " \n,".contains($0) }).contains { $0 == shown })
    }

    @Test func `an option of older versions is told what took its place`() throws {
        let settings = try Settings(arguments: [], environment: ["KC_PROXY": "edge"])
        #expect(
            settings.notices == [
                "KC_PROXY belongs to older versions of Keycloak and is not followed; see --proxy-headers"
            ])
    }
}
