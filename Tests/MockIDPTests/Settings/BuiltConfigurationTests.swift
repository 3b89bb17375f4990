import Testing

@testable import MockIDP

/// What `build` keeps for `start --optimized`. Modelled on Keycloak's build options and its Picocli.
@Suite struct BuiltConfigurationTests {
    private func given(_ options: [(String, String)]) -> [Given] {
        options.map { Given(name: $0.0, value: $0.1, origin: .commandLine("--" + $0.0)) }
    }

    @Test func `the last value of each option that a build settles is kept, and read as it was`() {
        let options = [
            ("http-relative-path", "/a"), ("http-relative-path", "/b\\c"), ("hostname", "x"),
            ("feature-ciba", "disabled"),
            ("db-password", "geheim"), ("spi-a-b", "c"),
        ]
        let text = BuiltConfiguration.text(given(options))
        #expect(text == "feature-ciba=disabled\nhttp-relative-path=/b\\\\c\nspi-a-b=c\n")
        let read = ConfigurationFile.read(text, path: "f", profile: "prod", [:]).map { "\($0.name) \($0.value)" }
        #expect(read == ["feature-ciba disabled", "http-relative-path /b\\c", "spi-a-b c"])
    }

    @Test func `what was built holds, and an option that comes too late is said`() {
        let asked = given([
            ("http-relative-path", "/c"), ("metrics-enabled", "true"), ("health-enabled", "false"), ("hostname", "x"),
            ("db", "mysql"),
        ])
        let built = given([("http-relative-path", "/a"), ("db", "mysql")])
        let (followed, notices) = BuiltConfiguration.joined(asked, with: built)
        #expect(followed.map(\.value) == ["/a", "mysql", "x"])
        #expect(
            notices == [
                "--http-relative-path is not followed with --optimized: what was built says '/a'",
                "--health-enabled is not followed with --optimized: what was built says nothing of it",
            ])
    }
}
